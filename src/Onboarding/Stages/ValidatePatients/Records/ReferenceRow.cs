using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Stages.Samples.Charts;

namespace Onboarding.Stages.ValidatePatients.Records;

/// <summary>Do references lead anywhere: those that lead nowhere fail, those to another host are said and never followed.</summary>
internal static class ReferenceRow
{
    internal const string Code = "VALIDATE-REFERENCES";

    internal const string Request = "Please have your interface team check these references: the records that they name cannot be read from the same server.";

    private const int MostPlaces = 12;

    internal static ResultRow Of(IReadOnlyList<ReferenceCount> counts)
    {
        int Total(ReferenceState state) => counts.Where(count => count.State == state).Sum(count => count.Count);
        var (broken, elsewhere, unseen) = (Total(ReferenceState.Broken), Total(ReferenceState.OtherHost), Total(ReferenceState.NotLookedUp));
        var judged = Total(ReferenceState.Resolves) + broken + elsewhere;
        var state = broken > 0 ? CheckState.Failed : elsewhere > 0 ? CheckState.Warning : judged == 0 ? CheckState.NotApplicable : CheckState.Passed;
        return new()
        {
            Code = Code,
            Check = "References resolve",
            State = state,
            Measured = $"{judged - broken - elsewhere} of {judged} resolve",
            Limit = $"{judged} of {judged}",
            Sample = judged,
            Owner = state is CheckState.Failed or CheckState.Warning ? FaultOwner.Hospital : null,
            Message = broken > 0 ? $"{References(broken)} to something that is not there.{(elsewhere > 0 ? $" {References(elsewhere)} to another host, where we do not go." : "")}"
                : elsewhere > 0 ? $"{References(elsewhere)} to another host. Our access ends at this server, so we do not follow them."
                : null,
            Explanation = unseen > 0 ? $"{(unseen == 1 ? "1 reference was" : $"{unseen} references were")} not looked up: they name something by an identifier only, something that we may not read, or one target too many." : null,
            NextStep = state switch
            {
                CheckState.Failed => "Send the hospital the list of elements, and validate again when they have answered.",
                CheckState.Warning => "Ask the hospital whether its server can write references without the host.",
                _ => null,
            },
            Evidence =
            [
                .. counts.Where(count => count.State is ReferenceState.Broken or ReferenceState.OtherHost).OrderBy(count => count.State).ThenByDescending(count => count.Count)
                    .ThenBy(count => count.Path, StringComparer.Ordinal).Take(MostPlaces)
                    .Select(count => new EvidenceItem(count.Path, $"{count.Count} {(count.State is ReferenceState.Broken ? "to something that is not there" : "to another host")}")),
            ],
        };
    }

    private static string References(int count) => count == 1 ? "1 reference leads" : $"{count} references lead";
}
