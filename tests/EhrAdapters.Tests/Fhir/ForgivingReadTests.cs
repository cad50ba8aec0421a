using EhrAdapters.Diagnosis;
using EhrAdapters.Fhir;
using EhrAdapters.Tests.Http;
using Hl7.Fhir.Model;
using Xunit;

namespace EhrAdapters.Tests.Fhir;

/// <summary>What real servers get wrong, and what we make of it. Probes the Firely deserialiser that we rely on.</summary>
public sealed class ForgivingReadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"resourceType":"Patient","id":"p1","favouriteColour":"green","name":[{"family":"Okafor"}]}""")]
    [InlineData("""{"resourceType":"Patient","id":"p1","gender":"Female","name":[{"family":"Okafor"}]}""")]
    [InlineData("""{"resourceType":"Patient","id":"p1","birthDate":"02/09/1971","name":[{"family":"Okafor"}]}""")]
    [InlineData("""{"resourceType":"Patient","id":"p1","active":"true","name":[{"family":"Okafor"}]}""")]
    [InlineData("""{"resourceType":"Patient","id":"p1","telecom":[],"name":[{"family":"Okafor"}]}""")]
    [InlineData("""{"resourceType":"Patient","id":"p1","multipleBirthInteger":"2","name":[{"family":"Okafor"}]}""")]
    [InlineData("""{"resourceType":"Patient","id":"p1","extension":[{"valueString":"no url"}],"name":[{"family":"Okafor"}]}""")]
    [InlineData("""{"resourceType":"Patient","id":"p1","meta":{"lastUpdated":"yesterday"},"name":[{"family":"Okafor"}]}""")]
    public async System.Threading.Tasks.Task Small_fault_leaves_the_rest_readable(string body)
    {
        using var adapter = TestConnections.Adapter(StubHandler.Always(200, body));

        var read = await adapter.ReadPatientAsync("p1", Token);

        Assert.Null(read.Finding);
        Assert.Equal("p1", read.Value!.Id);
        Assert.Equal("Okafor", read.Value.Name[0].Family);
        Assert.All(read.Warnings, warning => Assert.DoesNotContain("Okafor", string.Join(' ', warning.Evidence), StringComparison.Ordinal));
    }

    [Fact]
    public async System.Threading.Tasks.Task Element_of_the_wrong_shape_is_a_warning()
    {
        using var adapter = TestConnections.Adapter(StubHandler.Always(200, """{"resourceType":"Patient","id":"p1","name":{"family":"Okafor"}}"""));

        var read = await adapter.ReadPatientAsync("p1", Token);

        Assert.True(read.Succeeded);
        Assert.Equal(FindingCodes.ApiInvalidResource, Assert.Single(read.Warnings).Code);
    }

    [Fact]
    public async System.Threading.Tasks.Task Statement_of_the_wrong_shape_is_no_crash()
    {
        const string Body = """{"resourceType":"CapabilityStatement","fhirVersion":"4.0.1","rest":{"mode":"server","security":{"extension":{"url":"x"}}}}""";
        var connection = TestConnections.WithSecret();
        var stub = new StubHandler((request, _) => request.RequestUri!.AbsolutePath.EndsWith("metadata", StringComparison.Ordinal) ? StubHandler.Answer(200, Body) : StubHandler.Answer(404, ""));
        using var adapter = TestConnections.Adapter(stub, connection with { SignIn = connection.SignIn with { TokenUrl = null } });

        Assert.Equal(FindingCodes.FhirCapInvalid, Assert.Single((await adapter.ReadCapabilityStatementAsync(Token)).Warnings).Code);
        Assert.Equal(FindingCodes.Smart404, (await adapter.SignInAsync(Token)).Finding?.Code);
    }

    [Fact]
    public async System.Threading.Tasks.Task Byte_order_mark_is_stepped_over()
    {
        using var adapter = TestConnections.Adapter(StubHandler.Always(200, "\uFEFF{\"resourceType\":\"Patient\",\"id\":\"p1\"}"));

        Assert.True((await adapter.ReadPatientAsync("p1", Token)).Succeeded);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"resourceType":"Nonsense"}""")]
    [InlineData("""{"resourceType":42}""")]
    public void Text_that_is_no_resource_is_no_crash(string text) =>
        Assert.IsNotType<Patient>(FhirJson.Read(System.Text.Encoding.UTF8.GetBytes(text)).Resource);

    [Fact]
    public void Deeply_nested_text_is_no_crash()
    {
        var bomb = """{"resourceType":"Patient","extension":""" + string.Concat(Enumerable.Repeat("""[{"url":"u","extension":""", 5000));

        Assert.NotEmpty(FhirJson.Read(System.Text.Encoding.UTF8.GetBytes(bomb)).Faults);
    }

    [Theory]
    [InlineData("4.0.1", null)]
    [InlineData("4.0.0", null)]
    [InlineData("1.0.2", FindingCodes.FhirDstu2)]
    [InlineData("3.0.2", FindingCodes.FhirStu3)]
    [InlineData("4.3.0", FindingCodes.FhirR4B)]
    [InlineData("5.0.0", FindingCodes.FhirR5)]
    public async System.Threading.Tasks.Task Version_is_told_by_what_the_statement_says(string version, string? code)
    {
        var body = $$"""{"resourceType":"CapabilityStatement","status":"active","kind":"instance","date":"2026-01-01","fhirVersion":"{{version}}","format":["json"]}""";
        using var adapter = TestConnections.Adapter(StubHandler.Always(200, body));

        var read = await adapter.ReadCapabilityStatementAsync(Token);

        Assert.Equal(code, read.Finding?.Code);
        Assert.Equal(version == "4.0.0" ? [FindingCodes.FhirR4400] : [], read.Warnings.Select(warning => warning.Code));
    }
}
