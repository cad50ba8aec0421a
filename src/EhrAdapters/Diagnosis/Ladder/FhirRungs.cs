using System.Globalization;
using EhrAdapters.Diagnosis.Recognition;
using EhrAdapters.Vendors;
using Hl7.Fhir.Model;

namespace EhrAdapters.Diagnosis.Ladder;

/// <summary>The CapabilityStatement: first as a web answer, then as FHIR R4 with what we need.</summary>
internal static class FhirRungs
{
    private const int FirstFhirLevel = 5;

    internal static async Task<LadderStep> HttpAsync(Climb climb, IEhrAdapter adapter, CancellationToken cancellationToken)
    {
        var answer = await adapter.ReadCapabilityStatementAsync(cancellationToken).ConfigureAwait(false);
        climb.StatementAnswer = answer;
        climb.Statement = answer.Value;
        if (answer.Finding is { Level: < FirstFhirLevel } finding)
            return Climb.Of(LadderRung.Http, finding, null, [.. finding.Evidence, .. answer.Evidence.Except(finding.Evidence)]);
        var status = answer.Evidence.FirstOrDefault(item => item.Name == "HTTP status")?.Value;
        var measured = (status is null ? "answered in " : status + " in ") + Climb.Milliseconds(answer.Elapsed);
        var firstByte = answer.FirstByte ?? answer.Elapsed;
        return firstByte > climb.Limits.SlowAfter
            ? Climb.Of(LadderRung.Http, climb.Find(FindingCodes.HttpSlow, answer.Evidence, ("seconds", firstByte.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture))), measured)
            : Climb.Passed(LadderRung.Http, measured, answer.Evidence);
    }

    internal static LadderStep Fhir(Climb climb, IReadOnlyList<VendorProfile> profiles, VendorProfile own)
    {
        var answer = climb.StatementAnswer!;
        if (answer.Finding is { } finding)
            // A gateway that guards even the statement may still let us in with a token; the next rungs tell.
            return Climb.Of(LadderRung.Fhir, finding.Code is FindingCodes.FhirCap401 ? finding with { State = CheckState.Warning } : finding);
        var statement = answer.Value!;
        var software = Mapping.OddData.Read(() => string.Join(" ", new[] { statement.Software?.Name, statement.Software?.Version, statement.Publisher }.Where(part => !string.IsNullOrWhiteSpace(part))), "");
        var version = statement.FhirVersionElement?.JsonValue?.ToString() ?? "unknown";
        IReadOnlyList<EvidenceItem> evidence = [new("FHIR version", version), new("Software", software.Length > 0 ? software : "not named")];
        var measured = $"FHIR {version}";
        // The worst first; what is left is said beside it.
        List<Finding> doubts =
        [
            .. StatementGaps.Find(statement, own).OfType<StatementGaps.Gaps>().Select(gaps => gaps.Finding(climb, evidence)),
            .. answer.Warnings.Where(warning => warning.Code is not FindingCodes.FhirR4400),
        ];
        if (Other(climb, profiles, own) is { } other)
            doubts.Insert(doubts.FindIndex(doubt => doubt.State is CheckState.Failed) + 1, OtherVendor(climb, other, own, evidence));
        var note = answer.Warnings.Any(warning => warning.Code is FindingCodes.FhirR4400) ? "The first published form of R4, which is treated as R4." : null;
        return doubts.Count == 0
            ? Climb.Passed(LadderRung.Fhir, measured, [.. answer.Evidence, .. evidence], note)
            : Climb.Of(LadderRung.Fhir, doubts[0], measured, [.. doubts[0].Evidence, .. evidence.Except(doubts[0].Evidence)]) with
            {
                Note = doubts.Count > 1 ? "Also seen: " + string.Join(" ", doubts.Skip(1).Select(doubt => doubt.Cause)) : note,
            };
    }

    /// <summary>After the sign-in, the statement that a gateway hid: read with the token, judged as it would have been.</summary>
    internal static async System.Threading.Tasks.Task LookAgainAsync(Climb climb, IEhrAdapter adapter, IReadOnlyList<VendorProfile> profiles, CancellationToken cancellationToken)
    {
        if (climb.StatementAnswer?.Finding is not { Code: FindingCodes.FhirCap401 } hidden || climb.SecondLook is not null)
            return;
        var again = await adapter.ReadCapabilityStatementAsync(cancellationToken).ConfigureAwait(false);
        const string WithToken = "Read again with the token";
        if (again.Value is null && again.Finding is null or { Level: not FirstFhirLevel } or { Code: FindingCodes.FhirCap401 })
        {
            climb.SecondLook = Second(Climb.Of(LadderRung.Fhir, hidden with { State = CheckState.Warning }), new(WithToken, again.Finding?.Cause ?? "nothing came"));
            return;
        }

        climb.StatementAnswer = again;
        climb.Statement = again.Value;
        var judged = Fhir(climb, profiles, adapter.Profile);
        climb.SecondLook = judged.State is CheckState.Failed ? judged : Second(
            Climb.Of(LadderRung.Fhir, hidden with { State = CheckState.Warning }, judged.Measured),
            new(WithToken, judged.Finding?.Cause ?? $"{judged.Measured}, with what we need"));
    }

    private static LadderStep Second(LadderStep step, EvidenceItem fact) =>
        step with { Finding = step.Finding! with { Evidence = [.. step.Finding.Evidence, fact] }, Evidence = [.. step.Evidence, fact] };

    private static VendorRecognition? Other(Climb climb, IReadOnlyList<VendorProfile> profiles, VendorProfile own) =>
        VendorRecogniser.Recognise(profiles, climb.Connection.FhirBaseUrl, climb.Statement, climb.Smart) is { } recognised && recognised.Vendor != own.Id ? recognised : null;

    private static Finding OtherVendor(Climb climb, VendorRecognition other, VendorProfile own, IReadOnlyList<EvidenceItem> evidence) => climb.Find(
        FindingCodes.FhirVendorOther,
        [.. evidence, new("Chosen vendor", own.Name), new("Recognised vendor", other.Name), .. other.Signs.Select(sign => new EvidenceItem("Recognised by", sign))],
        ("software", other.Name), ("vendor", own.Name));
}
