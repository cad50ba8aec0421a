using EhrAdapters.Diagnosis;

namespace Onboarding.Stages.TestConnection;

/// <summary>The ladder's rungs as rows name them.</summary>
internal static class Rungs
{
    internal static readonly IReadOnlyList<LadderRung> All = Enum.GetValues<LadderRung>();

    /// <summary>The row's code where there is no finding.</summary>
    internal static string Code(LadderRung rung) => rung switch
    {
        LadderRung.Settings => "SETTINGS",
        LadderRung.Dns => "DNS-RESOLVE",
        LadderRung.Tcp => "TCP-CONNECT",
        LadderRung.Tls => "TLS-HANDSHAKE",
        LadderRung.Http => "HTTP-ANSWER",
        LadderRung.Fhir => "FHIR-R4",
        LadderRung.SmartDiscovery => "SMART-DISCOVERY",
        LadderRung.Token => "OAUTH-TOKEN",
        LadderRung.PatientRead => "API-PATIENT-READ",
        LadderRung.DataVisible => "API-DATA-VISIBLE",
    };

    internal static string Check(LadderRung rung) => rung switch
    {
        LadderRung.Settings => "Settings fit together",
        LadderRung.Dns => "Name resolves",
        LadderRung.Tcp => "Port answers",
        LadderRung.Tls => "Encryption holds",
        LadderRung.Http => "Server answers",
        LadderRung.Fhir => "Speaks FHIR R4",
        LadderRung.SmartDiscovery => "Says how to sign in",
        LadderRung.Token => "Signs us in",
        LadderRung.PatientRead => "One patient can be read",
        LadderRung.DataVisible => "Records are visible",
    };

    /// <summary>What the check looks at, below its name.</summary>
    internal static string About(LadderRung rung) => rung switch
    {
        LadderRung.Settings => "address, client ID, key, options",
        LadderRung.Dns => "the server's name in public DNS",
        LadderRung.Tcp => "a connection to the port",
        LadderRung.Tls => "full chain, right name, in date",
        LadderRung.Http => "no login page, no firewall, no error",
        LadderRung.Fhir => "R4, with the resources we need",
        LadderRung.SmartDiscovery => "token endpoint and sign-in method",
        LadderRung.Token => "with our client and our key",
        LadderRung.PatientRead => "reads one test patient",
        LadderRung.DataVisible => "the patient's clinical records",
    };

    /// <summary>What is asked for; null where it is no figure or fact of its own.</summary>
    internal static string? Limit(LadderRung rung) => rung switch
    {
        LadderRung.Settings => "complete",
        LadderRung.Dns => "1 or more",
        LadderRung.Tcp => "10 s",
        LadderRung.Tls => "TLS 1.2 or 1.3",
        LadderRung.Http => "5 s",
        LadderRung.Fhir => "4.0.x",
        LadderRung.SmartDiscovery => "published",
        LadderRung.Token => "accepted",
        LadderRung.PatientRead => "1 patient",
        LadderRung.DataVisible => "1 or more",
    };

    /// <summary>What the run does while it stands on this rung.</summary>
    internal static string Doing(LadderRung rung) => rung switch
    {
        LadderRung.Settings => "Checking the settings",
        LadderRung.Dns => "Looking up the server's name",
        LadderRung.Tcp => "Opening a connection",
        LadderRung.Tls => "Checking the encryption",
        LadderRung.Http => "Asking the server",
        LadderRung.Fhir => "Reading what the server can do",
        LadderRung.SmartDiscovery => "Reading how to sign in",
        LadderRung.Token => "Signing in",
        LadderRung.PatientRead => "Reading one patient",
        LadderRung.DataVisible => "Looking for the patient's records",
    };

    /// <summary>What a passed rung proves, for the letter's list of what is ruled out.</summary>
    internal static string Proven(LadderRung rung) => rung switch
    {
        LadderRung.Settings => "the settings are complete and fit each other",
        LadderRung.Dns => "the name resolves",
        LadderRung.Tcp => "the port accepts our connection",
        LadderRung.Tls => "the certificate and encryption are fine",
        LadderRung.Http => "the web server answers",
        LadderRung.Fhir => "the server speaks FHIR R4",
        LadderRung.SmartDiscovery => "SMART discovery names the token endpoint",
        LadderRung.Token => "we are granted a token",
        LadderRung.PatientRead => "a patient can be read",
        LadderRung.DataVisible => "the patient's records are visible",
    };
}
