using System.Reflection;
using System.Text.RegularExpressions;
using EhrAdapters.Diagnosis;
using Xunit;

namespace EhrAdapters.Tests.Diagnosis;

public sealed partial class FindingCatalogTests
{
    // The taxonomy as agreed with the hospital side; written out here so that a code cannot vanish unnoticed.
    private static readonly string[] Taxonomy =
    [
        "CFG-URL-SHAPE", "CFG-ENV-MIX", "CFG-PRIVATE-ADDR", "SELF-EGRESS", "SELF-CLOCK", "SELF-BUSY", "DNS-NXDOMAIN", "DNS-SERVFAIL", "DNS-TIMEOUT", "DNS-INTERNAL-ANSWER", "DNS-CHANGED", "TCP-REFUSED", "TCP-TIMEOUT", "TCP-RESET", "TCP-PARTIAL", "VPN-DOWN", "VPN-UP-NO-ROUTE", "PROXY-407", "TLS-EXPIRED",
        "TLS-NOT-YET", "TLS-CHAIN-INCOMPLETE", "TLS-PRIVATE-CA", "TLS-NAME", "TLS-VERSION", "TLS-CIPHER", "TLS-INTERCEPTED", "TLS-PIN-CHANGED", "MTLS-REQUIRED", "MTLS-REJECTED", "TLS-REVOKED", "HTTP-REDIRECT-LOGIN", "HTTP-HTML-PAGE", "HTTP-WAF-403", "HTTP-404-BASE", "HTTP-405", "HTTP-406",
        "HTTP-415", "HTTP-429", "HTTP-500", "HTTP-501", "HTTP-502", "HTTP-503", "HTTP-504", "HTTP-SLOW", "HTTP-TRUNCATED", "FHIR-NOT-FHIR", "FHIR-DSTU2",
        "FHIR-STU3", "FHIR-R4-400", "FHIR-R4B", "FHIR-R5", "FHIR-XML-ONLY", "FHIR-CAP-INVALID", "FHIR-CAP-MISSING-RES", "FHIR-CAP-401", "SMART-404", "SMART-TOKEN-OTHER-HOST", "SMART-NO-PKJWT", "SMART-ALG", "OAUTH-INVALID-CLIENT", "OAUTH-SECRET-ENCODING", "OAUTH-KEY-WEAK", "OAUTH-ALG", "OAUTH-KID-UNKNOWN",
        "OAUTH-JWKS-UNREACHABLE", "OAUTH-CLOCK", "OAUTH-REPLAY", "OAUTH-INVALID-GRANT", "OAUTH-UNAUTHORIZED-CLIENT", "OAUTH-INVALID-SCOPE", "OAUTH-SCOPE-SHORT", "OAUTH-INVALID-REQUEST", "OAUTH-401-BASIC-CHALLENGE", "OAUTH-HTML", "OAUTH-429", "OAUTH-5XX", "OAUTH-LIFE-SHORT", "API-401-WITH-TOKEN",
        "API-403", "API-404-PATIENT", "API-404-RESOURCE", "API-400-SEARCH", "API-OO-LOGIN", "API-OO-EXPIRED", "API-OO-UNKNOWN", "API-OO-TRANSIENT", "API-OO-WARNING-200", "API-EMPTY", "API-BUNDLE-PAGES", "API-REF-ABSOLUTE", "API-WRONG-SITE", "API-PROD-DATA-IN-TEST",
    ];

    // Codes of our own where the taxonomy has none.
    private static readonly string[] Additions =
    [
        "CFG-MISSING", "CFG-OPTION", "SELF-ERROR", "SELF-KEYS-ADDRESS", "SELF-KEYS", "SELF-KEY-MISMATCH", "SELF-ASSERTION", "TLS-HANDSHAKE", "HTTP-REDIRECT", "HTTP-STATUS", "HTTP-TIMEOUT", "HTTP-TOO-LARGE", "FHIR-VENDOR-OTHER",
        "OAUTH-REFUSED", "API-OO-ERROR", "API-INVALID-RESOURCE",
    ];

    public static TheoryData<string> Codes => [.. FindingCatalog.Codes];

    [Fact]
    public void Catalog_against_taxonomy_holds_every_code_and_no_other() =>
        Assert.Equal(Taxonomy.Concat(Additions).Order(StringComparer.Ordinal), FindingCatalog.Codes.Order(StringComparer.Ordinal));

    [Fact]
    public void Constants_against_catalog_are_the_same_set()
    {
        var constants = typeof(FindingCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(FindingCatalog.Codes.Order(StringComparer.Ordinal), constants.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Entry_follows_the_rules_of_speech(string code)
    {
        var finding = FindingCatalog.Create(code);

        Assert.Equal(code, finding.Code);
        Assert.InRange(finding.Level, 0, 9);
        Assert.True(finding.State is CheckState.Failed or CheckState.Warning);
        Assert.Matches("^[^a-z].*[.]$", finding.Cause);
        Assert.InRange(finding.Cause.Length, 20, 140);
        Assert.DoesNotContain(code, finding.Cause, StringComparison.Ordinal);
        Assert.DoesNotMatch("[.] .", finding.Cause);
        Assert.EndsWith(".", finding.Explanation, StringComparison.Ordinal);
        Assert.EndsWith(".", finding.NextStep, StringComparison.Ordinal);
        Assert.DoesNotContain("credentials", finding.Cause + finding.NextStep, StringComparison.OrdinalIgnoreCase);
        var everything = string.Join(' ', [finding.Cause, finding.Explanation, finding.NextStep, finding.CheckCommand, finding.Retry.Reason, .. finding.Requests]);
        Assert.DoesNotMatch("[{}]", everything);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Fault_of_ours_asks_nothing_of_the_hospital(string code)
    {
        var finding = FindingCatalog.Create(code);

        if (finding.Owner is FaultOwner.OurConfiguration or FaultOwner.OurService)
            Assert.Empty(finding.Requests);
        else if (finding.State is CheckState.Failed)
            Assert.NotEmpty(finding.Requests);
    }

    [Fact]
    public void Words_are_filled_once_and_never_read_as_placeholders()
    {
        var words = new Dictionary<string, string> { ["host"] = "fhir.{port}.example", ["port"] = "8443" };

        var finding = FindingCatalog.Create(FindingCodes.TcpRefused, words: words);

        Assert.Equal("The hospital's server fhir.port.example refuses connections on port 8443.", finding.Cause);
        Assert.Contains("our outgoing addresses", finding.Requests[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fhir.example; rm -rf /")]
    [InlineData("$(whoami)")]
    [InlineData("a\nb")]
    public void Command_with_a_word_that_a_shell_could_read_keeps_the_name_instead(string host)
    {
        var finding = FindingCatalog.Create(FindingCodes.DnsNxDomain, words: new Dictionary<string, string> { ["host"] = host });

        Assert.Equal("nslookup HOST", finding.CheckCommand);
    }

    [Fact]
    public void Unknown_code_throws() =>
        Assert.Throws<ArgumentException>(() => FindingCatalog.Create("NO-SUCH-CODE"));

    [Fact]
    public void Evidence_and_confidence_are_taken_over()
    {
        var finding = FindingCatalog.Create(FindingCodes.TcpTimeout, [new("port", "443")], confidence: Confidence.Guess);

        Assert.Equal(new EvidenceItem("port", "443"), Assert.Single(finding.Evidence));
        Assert.Equal(Confidence.Guess, finding.Confidence);
    }
}
