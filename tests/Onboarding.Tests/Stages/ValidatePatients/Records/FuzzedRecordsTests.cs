using System.Text;
using EhrAdapters;
using EhrAdapters.Diagnosis;
using Hl7.Fhir.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Stages.ValidatePatients.Records;

/// <summary>Whatever a server sends, a validation ends in rows: the other patients are judged, and nothing that was sent is kept.</summary>
public sealed class FuzzedRecordsTests
{
    private const string Canary = "Quillfeather";

    // Read by a name, so that a test's name holds no megabytes.
    private static readonly Dictionary<string, Func<string, byte[]>> Bodies = new()
    {
        ["nothing"] = _ => [],
        ["null"] = _ => "null"u8.ToArray(),
        ["list"] = _ => "[1]"u8.ToArray(),
        ["text"] = _ => Text($"\"{Canary}\""),
        ["truncated"] = type => Text($$"""{"resourceType":"{{type}}","id":"p-1","name":[{"family":"{{Canary}}"""),
        ["no type"] = _ => Text($$"""{"id":"p-1","name":"{{Canary}}"}"""),
        ["unknown type"] = _ => Text($$"""{"resourceType":"{{Canary}}","id":"p-1"}"""),
        ["other type"] = _ => Text($$"""{"resourceType":"Basic","id":"p-1","code":{"text":"{{Canary}}"} }"""),
        ["wrong types"] = type => Text($$"""
            {"resourceType":"{{type}}","id":7,"meta":"{{Canary}}","identifier":{"value":["{{Canary}}"]},"name":"{{Canary}}","birthDate":{"x":1},"gender":["{{Canary}}"],"telecom":[[["{{Canary}}"]]],
             "status":{"{{Canary}}":1},"class":[1,2],"period":"{{Canary}}","subject":17,"code":"{{Canary}}","valueQuantity":{"value":"{{Canary}}","unit":{} },"contained":"{{Canary}}","extension":{"url":1} }
            """),
        ["megabyte"] = type => Text($$"""{"resourceType":"{{type}}","id":"p-1","text":{"status":"generated","div":"{{new string('x', 1_000_000)}}"},"name":[{"family":"{{Canary}}{{new string('y', 2_000_000)}}"}],"status":"{{new string('z', 1_000_000)}}"}"""),
        ["ten thousand"] = type => Text($$"""{"resourceType":"{{type}}","id":"p-1","identifier":[{{string.Join(',', Enumerable.Range(0, 10_000).Select(n => $$"""{"system":"urn:oid:2.999.{{n}}","value":"{{Canary}}{{n}}"}"""))}}]}"""),
        ["deep"] = type => Text($$"""{"resourceType":"{{type}}","id":"p-1","extension":[{{string.Concat(Enumerable.Repeat("""{"url":"u","extension":[""", 5_000))}}{"url":"u"}{{string.Concat(Enumerable.Repeat("]}", 5_000))}}]}"""),
        ["rather deep"] = type => Text($$"""{"resourceType":"{{type}}","id":"p-1","extension":[{{string.Concat(Enumerable.Repeat("""{"url":"u","extension":[""", 55))}}{"url":"u"}{{string.Concat(Enumerable.Repeat("]}", 55))}}]}"""),
        ["bad UTF-8"] = type => [.. Text($$"""{"resourceType":"{{type}}","id":"p-1","name":[{"family":"{{Canary}}"""), 0xC3, 0x28, 0xFF, 0xFE, .. "\"}]}"u8],
        ["surrogate"] = type => Text($$"""{"resourceType":"{{type}}","id":"p-1","name":[{"family":"\ud800{{Canary}}"}]}"""),
        ["twice"] = type => Text($$"""{"resourceType":"{{type}}","resourceType":"Basic","id":"p-1","id":"{{Canary}}"}"""),
        ["numbers"] = type => Text($$"""{"resourceType":"{{type}}","id":"p-1","valueQuantity":{"value":1e999999,"unit":"kg"},"multipleBirthInteger":99999999999999999999}"""),
    };

    public static TheoryData<string> Names => [.. Bodies.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task Fuzzed_patient_ends_in_rows_and_costs_the_others_nothing(string name)
    {
        await using var hospital = await FuzzedHospital.OpenAsync();
        hospital.Say("Patient/p-1", Bodies[name]("Patient"));

        var outcome = await RunAsync(hospital);

        Assert.InRange(outcome.Rows.Single(row => row.Code == "VALIDATE-NAME").Sample!.Value, 2, 3);
        NothingKept(outcome);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Fuzzed_record_ends_in_rows_and_costs_the_others_nothing(string name)
    {
        await using var hospital = await FuzzedHospital.OpenAsync();
        foreach (var type in new[] { "Encounter", "Observation" })
        {
            // Once as an entry among good ones, once in the place of the whole answer.
            hospital.Say($"{type}?p-1", [.. Text("""{"resourceType":"Bundle","type":"searchset","entry":[{"resource":"""), .. Bodies[name](type), .. Text(""","search":{"mode":"match"}}]}""")]);
            hospital.Say($"{type}?p-2", Bodies[name](type));
        }

        var outcome = await RunAsync(hospital);

        Assert.Equal((CheckState.Passed, "3 of 3"), (outcome.Row("VALIDATE-NAME").State, outcome.Row("VALIDATE-NAME").Measured));
        Assert.Contains(outcome.Rows, row => row.State is CheckState.Failed && (row.Code is "VALIDATE-FHIR-STRICT" or "VALIDATE-FHIR-OPEN" || row.Check.EndsWith("of the patients", StringComparison.Ordinal)));
        Assert.Equal(CheckState.Passed, RecordJudgementTests.Cell(outcome, "encounter.start", 3).State);
        NothingKept(outcome);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Fuzzed_candidate_beside_the_right_one_is_not_the_patient(string name)
    {
        await using var hospital = await FuzzedHospital.OpenAsync();
        var good = Samples.Patients(3).Select(patient => patient.ToJson()).ToList();
        for (var at = 0; at < 3; at++)
            hospital.Say($"Patient?{Samples.Mrn(at + 1)}", FuzzedHospital.Bundle(good[at]));
        hospital.Say($"Patient?{Samples.Mrn(1)}", [.. Text("""{"resourceType":"Bundle","type":"searchset","entry":[{"resource":"""), .. Bodies[name]("Patient"), .. Text($$"""},{"resource":{{good[0]}} }]}""")]);

        var outcome = await RunAsync(hospital, [.. Samples.Named.Take(3)]);

        Assert.InRange(outcome.Rows.Single(row => row.Code == "VALIDATE-NAME").Sample!.Value, 2, 3);
        Assert.Equal(CheckState.Passed, outcome.Row("VALIDATE-MRN").State);
        NothingKept(outcome);
    }

    private static Task<StageOutcome> RunAsync(FuzzedHospital hospital) =>
        RunAsync(hospital, [.. Samples.Numbers(3).Select(number => new TestPatient(TestPatientKind.FhirId, $"p-{number}"))]);

    private static async Task<StageOutcome> RunAsync(FuzzedHospital hospital, IReadOnlyList<TestPatient> named)
    {
        await using var bench = await Bench.OpenAsync(
            services => services.AddSingleton<IEhrAdapterFactory>(new EhrAdapterFactory(TimeProvider.System)), realRunners: true);
        return await bench.RunAsync(Stage.ValidatePatients, new()
        {
            Connection = hospital.Connection,
            Patients = named,
        });
    }

    private static void NothingKept(StageOutcome outcome)
    {
        Assert.DoesNotContain(Canary, Json.Write(outcome.Rows) + Json.Write(outcome.Detail), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(outcome.Rows, row => row.Code == FindingCodes.SelfError);
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
