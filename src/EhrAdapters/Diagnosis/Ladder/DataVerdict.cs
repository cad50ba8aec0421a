using EhrAdapters.Vendors;

namespace EhrAdapters.Diagnosis.Ladder;

/// <summary>Makes one verdict of what each kind of record came to.</summary>
internal static class DataVerdict
{
    internal static LadderStep Of(Climb climb, IReadOnlyList<DataRung.Look> looks, IReadOnlyList<RecordSearch> notGranted, TimeSpan elapsed)
    {
        var refused = looks.Where(look => look.Answer.Finding is not null).ToList();
        var visible = looks.Where(look => look.Answer.Value is { Count: > 0 }).ToList();
        var empty = looks.Except(refused).Except(visible).ToList();
        List<EvidenceItem> evidence =
        [
            .. visible.Select(look => new EvidenceItem(look.Record.Type, "visible")),
            .. empty.Select(look => new EvidenceItem(look.Record.Type, "none for this patient")),
            .. refused.Select(look => new EvidenceItem(look.Record.Type, $"refused, {look.Answer.Finding!.Code}{Status(look)}")),
            .. notGranted.Select(record => new EvidenceItem(record.Type, $"not granted, {record.Scope}")),
        ];
        var missing = notGranted.Count == 0 ? null : $"Not granted, so not tried: {Words(notGranted.Select(record => record.Type))}.";
        if (looks.Count == 0)
            return Climb.Of(
                LadderRung.DataVisible,
                climb.Find(FindingCodes.OauthScopeShort, evidence, ("missing", string.Join(", ", notGranted.Select(record => record.Scope)))) with { State = CheckState.Warning },
                $"0 of {notGranted.Count} kinds granted", evidence) with { Note = missing };
        var measured = $"{visible.Count} of {looks.Count} kinds visible in {Climb.Milliseconds(elapsed)}";
        if (refused.Count > 0)
            return Climb.Of(LadderRung.DataVisible, Refusal(climb, refused, evidence), measured, evidence) with { Note = missing };
        if (visible.Count == 0)
            return Climb.Of(
                LadderRung.DataVisible,
                climb.Find(FindingCodes.ApiEmpty, evidence, ("records", "records of the test patient"), ("resource", Words(empty.Select(look => look.Record.Type)))) with { State = CheckState.Warning },
                measured, evidence) with { Note = missing };
        if (looks.SelectMany(look => look.Answer.Warnings).FirstOrDefault() is { } doubt)
            return Climb.Of(LadderRung.DataVisible, doubt, measured, [.. evidence, .. doubt.Evidence]) with { Note = missing };
        var none = empty.Count == 0 ? null : $"None for this patient: {Words(empty.Select(look => look.Record.Type))}.";
        return Climb.Passed(LadderRung.DataVisible, measured, evidence, string.Join(' ', new[] { missing, none }.OfType<string>()) is { Length: > 0 } note ? note : null);
    }

    // The reason that most kinds share gives the finding its words; the requests of the others come after.
    private static Finding Refusal(Climb climb, IReadOnlyList<DataRung.Look> refused, IReadOnlyList<EvidenceItem> evidence)
    {
        var reasons = refused.GroupBy(look => look.Answer.Finding!.Code).OrderByDescending(group => group.Count()).Select(group => Named(climb, [.. group])).ToList();
        return reasons[0] with
        {
            State = CheckState.Warning,
            Explanation = reasons.Count == 1 ? reasons[0].Explanation : $"{reasons[0].Explanation} Also: {string.Join(" ", reasons.Skip(1).Select(reason => reason.Cause))}",
            Requests = [.. reasons.SelectMany(reason => reason.Requests).Distinct()],
            Evidence = [.. evidence, .. reasons[0].Evidence.Where(item => item.Name is "HTTP status" or "Request id" or "Issue codes" or "WWW-Authenticate" or "Request" or "Server's Date")],
        };
    }

    private static Finding Named(Climb climb, IReadOnlyList<DataRung.Look> looks)
    {
        var first = looks[0].Answer.Finding!;
        List<(string, string)> words = [("resource", Words(looks.Select(look => look.Record.Type)))];
        if (first.Evidence.FirstOrDefault(item => item.Name == "Request id") is { } id)
            words.Add(("requestId", id.Value));
        if (first.Evidence.FirstOrDefault(item => item.Name == "HTTP status") is { } status)
            words.Add(("status", "HTTP status " + status.Value));
        var named = climb.Find(first.Code, first.Evidence, [.. words]);
        // What the vendor's adapter added stays.
        return named with { Retry = first.Retry, Requests = [.. named.Requests, .. first.Requests.Skip(named.Requests.Count)] };
    }

    private static string Status(DataRung.Look look) =>
        look.Answer.Finding!.Evidence.FirstOrDefault(item => item.Name == "HTTP status") is { } status ? $", HTTP {status.Value}" : "";

    private static string Words(IEnumerable<string> names)
    {
        var list = names.ToList();
        return list.Count < 2 ? string.Concat(list) : $"{string.Join(", ", list.SkipLast(1))} and {list[^1]}";
    }
}
