namespace EhrAdapters.Diagnosis.Catalog;

/// <summary>One line of the taxonomy before its placeholders are filled.</summary>
internal sealed record CatalogEntry(string Code, int Level, FaultOwner Owner, string Cause, string Explanation, string NextStep)
{
    internal CheckState State { get; init; } = CheckState.Failed;

    internal Confidence Confidence { get; init; } = Confidence.Certain;

    internal RetryAdvice Retry { get; init; } = RetryAdvice.AfterChange;

    internal IReadOnlyList<string> Requests { get; init; } = [];

    internal string? CheckCommand { get; init; }
}

/// <summary>Advice that several entries share.</summary>
internal static class Advice
{
    internal static readonly RetryAdvice Soon = new(true, TimeSpan.FromMinutes(1), "This often passes within a minute.");

    internal static readonly RetryAdvice QuarterHour = new(true, TimeSpan.FromMinutes(15), "This may pass by itself; wait a quarter of an hour between tries.");

    internal static readonly RetryAdvice ServerSays = new(true, TimeSpan.FromMinutes(1), "Wait until the limit has reset; clicking sooner makes it worse.");

    internal static readonly RetryAdvice Blocked = new(false, null, "A firewall keeps us out; trying again cannot help until it is opened.");

    internal static readonly RetryAdvice OursFirst = new(false, null, "Correct the setting first.");

    internal static readonly RetryAdvice Never = new(false, null, "Stop here: trying again could show data of the wrong patients.");
}

/// <summary>Commands that several entries share; the words in braces are filled in.</summary>
internal static class Command
{
    internal const string Resolve = "nslookup {host}";
    internal const string Connect = "curl -v --connect-timeout 10 -o /dev/null https://{host}:{port}/";
    internal const string Certificate = "openssl s_client -connect {host}:{port} -servername {host} -showcerts </dev/null";
    internal const string Metadata = "curl -i -H \"Accept: application/fhir+json\" {url}/metadata";
    internal const string Smart = "curl -i -H \"Accept: application/json\" {url}/.well-known/smart-configuration";
    internal const string TokenReach = "curl -i -X POST -d grant_type=client_credentials {tokenUrl}";
}
