using System.Text;
using EhrAdapters.Diagnosis;
using EhrAdapters.Fhir;
using EhrAdapters.Tests.Http;
using Hl7.Fhir.Model;
using Xunit;

namespace EhrAdapters.Tests.Fhir;

/// <summary>The world as it is: statements, configurations and patients that real servers and projects publish, where the folder is there.</summary>
public sealed class RealMaterialTests
{
    private static readonly string? Folder = Find();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("epic-fhir-r4-capabilitystatement.json")]
    [InlineData("oracle-r4-capabilitystatement.json")]
    [InlineData("meditech-greenfield-capabilitystatement.json")]
    public async System.Threading.Tasks.Task Statement_of_a_vendors_sandbox_is_read(string file)
    {
        using var adapter = TestConnections.Adapter(StubHandler.Always(200, await TextAsync("capability", file)));

        var read = await adapter.ReadCapabilityStatementAsync(Token);

        Assert.Null(read.Finding);
        Assert.Contains(read.Value!.Rest[0].Resource, resource => resource.TypeElement?.JsonValue as string == "Patient");
    }

    [Fact]
    public async System.Threading.Tasks.Task Statement_of_the_old_version_is_recognised()
    {
        using var adapter = TestConnections.Adapter(StubHandler.Always(200, await TextAsync("capability", "epic-dstu2-conformance.json")));

        Assert.Equal(FindingCodes.FhirDstu2, (await adapter.ReadCapabilityStatementAsync(Token)).Finding?.Code);
    }

    [Theory]
    [InlineData("epic-fhir-r4-smart-configuration.json")]
    [InlineData("oracle-smart-configuration.json")]
    [InlineData("meditech-greenfield-smart-configuration.json")]
    public async System.Threading.Tasks.Task Smart_configuration_names_a_token_endpoint(string file)
    {
        using var adapter = TestConnections.Adapter(StubHandler.Always(200, await TextAsync("capability", file), "application/json"));

        var read = await adapter.ReadSmartConfigurationAsync(Token);

        Assert.NotNull(read.Value?.TokenEndpoint);
        Assert.Contains("client_credentials", read.Value!.GrantTypes);
        Assert.Contains("private_key_jwt", read.Value.TokenEndpointAuthMethods);
    }

    [Theory]
    [InlineData("patients/vendor-sandbox-patients.ndjson", 9)]
    [InlineData("synthea/patients-r4.ndjson", 300)]
    public async System.Threading.Tasks.Task Patients_of_the_world_are_read_and_their_faults_named_by_code(string file, int expected)
    {
        var lines = (await TextAsync(file.Split('/'))).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var readings = lines.Select(line => FhirJson.Read(Encoding.UTF8.GetBytes(line))).ToList();

        Assert.Equal(expected, readings.Count);
        Assert.All(readings, reading => Assert.IsType<Patient>(reading.Resource));
        // One sandbox record does hold a fault; its code is told, its text is not.
        Assert.InRange(readings.Count(reading => reading.Faults.Count > 0), 0, 1);
        Assert.All(readings.SelectMany(reading => reading.Faults), code => Assert.InRange(code.Length, 1, 12));
    }

    [Theory]
    [InlineData("patients/vendor-sandbox-patients.ndjson")]
    [InlineData("synthea/patients-r4.ndjson")]
    public async System.Threading.Tasks.Task Invented_patients_of_the_world_do_not_look_real(string file)
    {
        var patients = (await TextAsync(file.Split('/'))).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => (Patient)FhirJson.Read(Encoding.UTF8.GetBytes(line)).Resource!);

        Assert.All(patients, patient => Assert.False(EhrAdapters.Diagnosis.Ladder.RealDataCheck.Signs(patient).AreEnough));
    }

    [Theory]
    [InlineData("patient-example.json")]
    [InlineData("patient-child-example.json")]
    [InlineData("patient-deceased-example.json")]
    [InlineData("patient-infant-example.json")]
    public async System.Threading.Tasks.Task Us_core_example_is_read(string file) =>
        Assert.IsType<Patient>(FhirJson.Read(Encoding.UTF8.GetBytes(await TextAsync("us-core", file))).Resource);

    internal static async Task<string> TextAsync(params string[] path)
    {
        Assert.SkipUnless(Folder is not null, "The folder ../shared/data beside the repository is absent.");
        return await File.ReadAllTextAsync(Path.Combine([Folder!, .. path]), Token);
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var data = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(data))
                return data;
        }

        return null;
    }
}
