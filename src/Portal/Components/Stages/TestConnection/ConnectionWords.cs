using System.Text.RegularExpressions;
using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Persistence;
using Onboarding.Runs;

namespace Portal.Components.Stages.TestConnection;

/// <summary>What a connection test says in a line or two.</summary>
public static partial class ConnectionWords
{
    /// <summary>Whom we write to while the site names nobody.</summary>
    public static string Analyst(string site) => $"Interface analyst, {site}";

    /// <summary>Whose move it is, as exactly as the finding knows.</summary>
    public static string Mover(FaultOwner owner) => owner switch
    {
        FaultOwner.Hospital => "Hospital, interface analyst",
        FaultOwner.EhrVendor => "EHR vendor, through the hospital",
        FaultOwner.HospitalNetwork => "Hospital network, security team",
        FaultOwner.OurConfiguration => "Us, settings",
        FaultOwner.OurService => "Us, our service",
        FaultOwner.NotSure => "Not sure yet",
    };

    /// <summary>The letter about this very cause, sent for this run or still unanswered from an earlier one.</summary>
    public static SentLetter? LetterFor(IReadOnlyList<SentLetter> letters, StageRun run, ResultRow? cause) =>
        letters.FirstOrDefault(letter => letter.RemindsOf is null && letter.Code == cause?.Code && (letter.RunId == run.Id || letter.IsOpen));

    public static string Took(StageRun run) =>
        run is { StartedAt: { } from, FinishedAt: { } to } ? $"{(to - from).TotalSeconds:0.0} s" : "";

    /// <summary>"1 of 3 tries this hour used", where the library counted refused sign-ins.</summary>
    public static string? Tries(ResultRow row) =>
        row.Evidence.Where(item => item.Name.Contains("tries", StringComparison.OrdinalIgnoreCase) || item.Name.Contains("attempts", StringComparison.OrdinalIgnoreCase))
            .Select(item => Count().Match(item.Value)).FirstOrDefault(match => match.Success) is { } count
            ? $"{count.Groups[1].Value} of {count.Groups[2].Value} tries this hour used." : null;

    /// <summary>The rungs of the ladder, without the checks of ourselves, in the order of the climb.</summary>
    public static IReadOnlyList<ResultRow> Rungs(StageRun run) => [.. run.Rows.Where(row => row.Group is null)];

    [GeneratedRegex(@"(\d+) of (\d+)")]
    private static partial Regex Count();
}
