using EhrAdapters.Diagnosis;

namespace LiveTraffic.Gateway;

/// <summary>Why a caller gets no patient: status, cause, whose move, next step. Names no patient.</summary>
public sealed record GatewayRefusal(int Status, string Code, string Title, string Cause, FaultOwner Owner, string NextStep, TimeSpan? RetryAfter = null)
{
    /// <summary>The state of the ramp, where it is why.</summary>
    public RampTold? Ramp { get; init; }

    public static readonly GatewayRefusal UnknownSite = new(
        404, "site-unknown", "There is no such site", "No site has this name in its address.", FaultOwner.OurConfiguration, "Check the site's name in the address.");

    public static readonly GatewayRefusal NoKey = new(
        401, "key-missing-or-wrong", "The key does not open this site", "The request carries no API key, or one that is not this site's or was revoked.",
        FaultOwner.OurConfiguration, "Send the site's API key as a bearer token or in the header X-Api-Key.");

    public static readonly GatewayRefusal NotLive = new(
        409, "site-not-live", "This site is not live", "The site has not gone live, or was taken back since.", FaultOwner.OurConfiguration, "Wait until the site is live in the portal.");

    public static readonly GatewayRefusal PatientNotFound = new(
        404, "patient-not-found", "There is no such patient", "The hospital has no patient of this identifier that we may see.", FaultOwner.NotSure, "Check the identifier with whoever gave it.");

    public static readonly GatewayRefusal WrongPatient = new(
        502, "wrong-patient", "The hospital answered for another patient", "What came back does not carry the identifier that was asked for, so it is not passed on.",
        FaultOwner.Hospital, "Do not use an earlier answer instead; tell the hospital's interface analyst.");

    public static readonly GatewayRefusal AmbiguousMrn = new(
        409, "mrn-ambiguous", "Several patients carry this number", "More than one of the hospital's patients has this medical record number.",
        FaultOwner.Hospital, "Ask the hospital which FHIR ID is the right one, and read by that.");

    public static readonly GatewayRefusal NoMrn = new(
        400, "mrn-missing", "The request names no number", "The body must be JSON of at most 4 KB with the text member “mrn”.", FaultOwner.OurConfiguration, "Send {\"mrn\": \"…\"}.");

    /// <summary>For a caller that would rather wait: others wait already. Never leaves the gateway.</summary>
    internal static readonly GatewayRefusal WaitsItsTurn = new(503, "waits-its-turn", "Others wait already", "The hospital is down and others wait already.", FaultOwner.Hospital, "Wait.");

    public static readonly GatewayRefusal QueueFull = new(
        503, "queue-full", "Too many requests wait already", "The hospital is down and as many requests wait for it as we keep.", FaultOwner.Hospital, "Send the request again later.", TimeSpan.FromMinutes(2));

    /// <summary>What a fire drill's own requests get once it has rolled back.</summary>
    internal static readonly GatewayRefusal DrillRolledBack = new(
        409, "drill-rolled-back", "The fire drill was rolled back", "The gateway is closed again for the fire drill.", FaultOwner.OurConfiguration, "Nothing is to be done.");

    public static readonly GatewayRefusal NotWaiting = new(
        410, "queued-gone", "This request is not here any more", "Its answer was fetched before, or nobody fetched it within ten minutes.", FaultOwner.OurConfiguration, "Send the request again.");

    public static readonly GatewayRefusal LostByRestart = new(
        410, "queued-lost", "This request was lost", "It waited in memory only, as everything of a patient does, and our service was restarted since.", FaultOwner.OurService, "Send the request again.");

    /// <summary>One that kept failing although the hospital was up again.</summary>
    internal static GatewayRefusal SetAside(GatewayRefusal last) => last with
    {
        Status = 502, Code = "queued-set-aside", Title = "The request was set aside", Cause = $"It failed {Downtime.QueueRules.SetAsideAfter} times although the hospital was up again. The last time: {last.Cause}", RetryAfter = null,
    };

    public static GatewayRefusal Of(Finding finding) => finding.Code is FindingCodes.Api404Patient or FindingCodes.ApiEmpty
        ? PatientNotFound
        : new(StatusOf(finding.Code), finding.Code.ToLowerInvariant(), "The hospital's EHR gives no answer we can use", finding.Cause, finding.Owner, finding.NextStep, finding.Retry.After);

    private static int StatusOf(string code) => code switch
    {
        FindingCodes.HttpTimeout or FindingCodes.TcpTimeout or FindingCodes.DnsTimeout or FindingCodes.Http504 => 504,
        FindingCodes.Http503 or FindingCodes.Http429 or FindingCodes.Oauth429 or FindingCodes.TcpRefused or FindingCodes.TcpReset
            or FindingCodes.ApiOoTransient or FindingCodes.SelfBusy => 503,
        _ => 502,
    };
}
