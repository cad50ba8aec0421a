using EhrAdapters.Diagnosis;
using Onboarding.Sites;

namespace Onboarding.Stages.ValidatePatients.Choosing;

/// <summary>One kind of patient to ask the hospital for.</summary>
/// <param name="Why">What such a patient proves.</param>
/// <param name="Have">How many are among the patients; null where no run has looked yet.</param>
public sealed record AdvisedKind(string What, string Why, int Needed, int? Have)
{
    public bool Covered => Have >= Needed;
}

/// <summary>Which kinds of patient show what ordinary ones hide, what of it the last run found, and the letter that asks for the rest.</summary>
public static class PatientAdvice
{
    private static readonly (string Code, string Words)[] MainEncounters = [("AMB", "an outpatient visit"), ("IMP", "an inpatient stay"), ("EMER", "an emergency visit")];

    /// <param name="cover">What the last run found; null before the first.</param>
    public static IReadOnlyList<AdvisedKind> Of(PatientCover? cover) =>
    [
        new("A newborn or another child", "Names, numbers and guardians differ for the young.", 1, cover?.Newborn + cover?.Minor),
        new("Somebody over 89", "Some systems hide or cut off high ages.", 1, cover?.Over89),
        new("Somebody whose record was merged with another, or whose number changed", "The number asked for may lead to another record.", 1, cover?.Merged),
        new("Somebody with a nearly empty chart", "What is missing must arrive as missing and break nothing.", 1, cover?.NearlyEmpty),
        .. MainEncounters.Select(kind => new AdvisedKind($"Two people with {kind.Words}", "Each kind of encounter is documented in its own way.", 2, cover is null ? null : cover.Encounters.GetValueOrDefault(kind.Code))),
    ];

    /// <summary>Asks for what is not covered yet; null where everything is.</summary>
    public static Letter? Letter(IReadOnlyList<AdvisedKind> kinds, string siteName, int patients, string sender)
    {
        var missing = kinds.Where(kind => !kind.Covered).ToList();
        if (missing.Count == 0)
            return null;
        var first = kinds.All(kind => kind.Have is null);
        return LetterText.Fit(new(
            first ? $"{siteName}: {patients} test patients for the connection" : $"{siteName}: a few more kinds of test patient",
            $"""
            Hello,

            {(first
                ? $"to check what your system sends us we read the records of {patients} patients whom you choose. Test patients are welcome where your system has them."
                : "thank you for the patients that you named. Some kinds are not among them yet, and what we cannot look at we cannot vouch for.")}

            What we ask
            1. Please name us these as well, by medical record number:
            {string.Join('\n', missing.Select(kind => $"   - {kind.What}. {kind.Why}"))}
            2. One patient may stand for several of these. Where your hospital has no such patients, please tell us; then we leave them out.
            3. Please do not send the numbers by open mail. Give them to us by phone, or in the way that you use for patient data.

            Whom to answer
            {sender}

            """.ReplaceLineEndings("\n")))! with { To = "Interface analyst" };
    }
}
