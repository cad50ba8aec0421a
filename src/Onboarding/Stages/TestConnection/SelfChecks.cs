using EhrAdapters;
using EhrAdapters.Diagnosis;

namespace Onboarding.Stages.TestConnection;

/// <summary>The checks of ourselves as rows name them, and which of the hospital's rungs a fault of ours explains.</summary>
internal static class SelfChecks
{
    /// <summary>The heading of these rows.</summary>
    internal const string Group = "Our side";

    /// <summary>The row's code where there is no finding.</summary>
    internal static string Code(SelfCheckKind kind) => kind switch
    {
        SelfCheckKind.Clock => "OWN-CLOCK",
        SelfCheckKind.Network => "OWN-NETWORK",
        SelfCheckKind.KeyPair => "OWN-KEY-PAIR",
        SelfCheckKind.PublishedKeys => "OWN-PUBLISHED-KEYS",
        SelfCheckKind.Assertion => "OWN-SIGN-IN-MESSAGE",
    };

    internal static string Check(SelfCheckKind kind) => kind switch
    {
        SelfCheckKind.Clock => "Our clock",
        SelfCheckKind.Network => "Our network",
        SelfCheckKind.KeyPair => "Our key pair",
        SelfCheckKind.PublishedKeys => "Our published keys",
        SelfCheckKind.Assertion => "Our sign-in message",
    };

    internal static string Limit(SelfCheckKind kind, SignInSettings signIn) => kind switch
    {
        SelfCheckKind.Clock => "at most 2 s apart",
        SelfCheckKind.Network => "a control address answers",
        SelfCheckKind.KeyPair => signIn.Algorithm.StartsWith("ES", StringComparison.Ordinal) ? "P-384" : "RSA, 2048 bits or more",
        SelfCheckKind.PublishedKeys => "hold the key we sign with",
        SelfCheckKind.Assertion => "at most 5 min, used once",
    };

    /// <summary>What a passed check proves, for the letter's list of what is ruled out.</summary>
    internal static string Proven(SelfCheckKind kind) => kind switch
    {
        SelfCheckKind.Clock => "our clock is right",
        SelfCheckKind.Network => "our network reaches other addresses",
        SelfCheckKind.KeyPair => "our key pair is sound and its halves fit",
        SelfCheckKind.PublishedKeys => "our public keys can be fetched and hold the key we sign with",
        SelfCheckKind.Assertion => "our sign-in message is addressed and dated as it must be",
    };

    /// <summary>True where a fault of this kind is reason enough for that rung to fail.</summary>
    internal static bool Explains(SelfCheckKind kind, LadderRung rung) => kind switch
    {
        SelfCheckKind.Clock => rung is LadderRung.Tls or LadderRung.Token or LadderRung.PatientRead,
        SelfCheckKind.Network => rung is LadderRung.Dns or LadderRung.Tcp or LadderRung.Tls or LadderRung.Http,
        SelfCheckKind.KeyPair => rung is LadderRung.Settings or LadderRung.Token,
        SelfCheckKind.PublishedKeys or SelfCheckKind.Assertion => rung is LadderRung.Token,
    };
}
