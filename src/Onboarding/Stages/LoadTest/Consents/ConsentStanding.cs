using EhrAdapters;

namespace Onboarding.Stages.LoadTest.Consents;

/// <summary>How the consents of a site stand at one moment.</summary>
/// <param name="Covering">Under which a test may run now; of several the one that lasts longest.</param>
/// <param name="Next">The one whose window opens next.</param>
/// <param name="Last">Where neither is there: the one that ended or was withdrawn last.</param>
public sealed record ConsentStanding(LoadConsent? Covering, LoadConsent? Next, LoadConsent? Last)
{
    public static ConsentStanding Of(IReadOnlyList<LoadConsent> consents, EhrEnvironment environment, DateTimeOffset now)
    {
        var here = consents.Where(consent => consent.Environment == environment).ToList();
        var covering = here.Where(consent => consent.Covers(environment, now)).MaxBy(consent => consent.To);
        var next = here.Where(consent => consent.WithdrawnAt is null && consent.From > now).MinBy(consent => consent.From);
        return new(covering, next, covering is null && next is null ? here.MaxBy(consent => consent.WithdrawnAt ?? consent.To) : null);
    }

    /// <summary>Why a test of this length cannot start now; null where it can.</summary>
    public Refusal? Missing(EhrEnvironment environment, string zone, TimeSpan length, DateTimeOffset now) => this switch
    {
        _ when LoadVerdict.IsRehearsal(environment) => null,
        { Covering: { } covering } => covering.To - now >= length ? null : ConsentRefusals.TooShort(covering, zone, length),
        { Next: { } next } => ConsentRefusals.NotYet(next, zone),
        { Last: { WithdrawnAt: { } } last } => ConsentRefusals.Withdrawn(last, zone),
        { Last: { } last } => ConsentRefusals.Ended(last, zone),
        _ => ConsentRefusals.None(environment),
    };
}
