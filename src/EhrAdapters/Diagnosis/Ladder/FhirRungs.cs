using EhrAdapters.Vendors;
using Hl7.Fhir.Model;

namespace EhrAdapters.Diagnosis.Ladder;

/// <summary>The CapabilityStatement: first as a web answer, then as FHIR R4 with what we need.</summary>
internal static class FhirRungs
{
    private const int FirstFhirLevel = 5;
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(5);

    internal static async Task<LadderStep> HttpAsync(Climb climb, IEhrAdapter adapter, CancellationToken cancellationToken)
    {
        var answer = await adapter.ReadCapabilityStatementAsync(cancellationToken).ConfigureAwait(false);
        climb.StatementAnswer = answer;
        climb.Statement = answer.Value;
        if (answer.Finding is { Level: < FirstFhirLevel } finding)
            return Climb.Of(LadderRung.Http, finding, null, [.. finding.Evidence, .. answer.Evidence.Except(finding.Evidence)]);
        var status = answer.Evidence.FirstOrDefault(item => item.Name == "HTTP status")?.Value;
        var measured = (status is null ? "answered in " : status + " in ") + Climb.Milliseconds(answer.Elapsed);
        return answer.Elapsed > Slow
            ? Climb.Of(LadderRung.Http, climb.Find(FindingCodes.HttpSlow, answer.Evidence, ("seconds", answer.Elapsed.TotalSeconds.ToString("0", System.Globalization.CultureInfo.InvariantCulture))), measured)
            : Climb.Passed(LadderRung.Http, measured, answer.Evidence);
    }

    internal static LadderStep Fhir(Climb climb, IReadOnlyList<VendorProfile> profiles, VendorProfile own)
    {
        var answer = climb.StatementAnswer!;
        if (answer.Finding is { } finding)
            // A gateway that guards even the statement may still let us in with a token; the next rungs tell.
            return Climb.Of(LadderRung.Fhir, finding.Code is FindingCodes.FhirCap401 ? finding with { State = CheckState.Warning } : finding);
        var statement = answer.Value!;
        var software = OddData(() => string.Join(" ", new[] { statement.Software?.Name, statement.Software?.Version, statement.Publisher }.Where(part => !string.IsNullOrWhiteSpace(part))), "");
        var version = statement.FhirVersionElement?.JsonValue?.ToString() ?? "unknown";
        IReadOnlyList<EvidenceItem> evidence = [new("FHIR version", version), new("Software", software.Length > 0 ? software : "not named")];
        var measured = $"FHIR {version}";
        var gap = OddData(() => Gap(statement), new Shortage("the Patient resource", CheckState.Warning));
        if (gap is not null)
            return Climb.Of(LadderRung.Fhir, climb.Find(FindingCodes.FhirCapMissingRes, evidence, ("missing", gap.Missing)) with { State = gap.State }, measured);
        if (Other(software, profiles, own) is { } other)
            return Climb.Of(LadderRung.Fhir, climb.Find(FindingCodes.FhirVendorOther, [.. evidence, new("Chosen vendor", own.Name)], ("software", other.Name)), measured);
        return answer.Warnings.FirstOrDefault(warning => warning.Code is not FindingCodes.FhirR4400) is { } doubt
            ? Climb.Of(LadderRung.Fhir, doubt, measured)
            : Climb.Passed(LadderRung.Fhir, measured, evidence, answer.Warnings.Count > 0 ? "The first published form of R4, which is treated as R4." : null);
    }

    // A server that lists a resource without interactions has forgotten to describe itself; one that lists others does not offer ours.
    private static Shortage? Gap(CapabilityStatement statement)
    {
        var patients = statement.Rest.SelectMany(rest => rest.Resource).Where(resource => resource.TypeElement?.JsonValue?.ToString() == "Patient").ToList();
        if (patients.Count == 0)
            return new("the Patient resource", CheckState.Failed);
        var offered = patients.SelectMany(patient => patient.Interaction).Select(interaction => interaction.Code).OfType<CapabilityStatement.TypeRestfulInteraction>().ToHashSet();
        if (offered.Count == 0)
            return new("reading and searching Patient", CheckState.Warning);
        return (offered.Contains(CapabilityStatement.TypeRestfulInteraction.Read), offered.Contains(CapabilityStatement.TypeRestfulInteraction.SearchType)) switch
        {
            (true, true) => null,
            (false, true) => new("reading Patient", CheckState.Failed),
            (true, false) => new("searching Patient", CheckState.Failed),
            (false, false) => new("reading and searching Patient", CheckState.Failed),
        };
    }

    // By the brand in the profiles' names, so that no vendor is named here.
    private static VendorProfile? Other(string software, IReadOnlyList<VendorProfile> profiles, VendorProfile own)
    {
        var named = profiles.Where(profile => Brand(profile) is { Length: > 3 } brand && software.Contains(brand, StringComparison.OrdinalIgnoreCase)).ToList();
        return named.Count > 0 && named.All(profile => profile.Id != own.Id) ? named[0] : null;
    }

    private static string Brand(VendorProfile profile) => profile.Name.Split(' ')[0];

    private static T OddData<T>(Func<T> read, T otherwise) => Mapping.OddData.Read(read, otherwise);

    private sealed record Shortage(string Missing, CheckState State);
}
