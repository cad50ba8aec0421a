using EhrAdapters.Diagnosis;
using Xunit;

namespace EhrAdapters.Tests.Diagnosis;

public sealed class LetterWriterTests
{
    private const string Jwt = "eyJhbGciOiJSUzM4NCJ9.eyJpc3MiOiJpbnZlbnRlZCJ9.c2lnbmF0dXJl";

    private static readonly LetterContext Context = new()
    {
        SiteName = "Lakeside West",
        Environment = EhrEnvironment.NonProduction,
        VendorName = "Invented EHR",
        Host = "fhir.lakeside.example",
        ClientId = "client-17",
        KeyId = "key-2026",
        Thumbprint = "Zm9vYmFy",
        When = new(2026, 3, 2, 15, 4, 5, 678, TimeSpan.Zero),
        TimeZone = "America/Chicago",
        ProvenFine = ["The server's name is found", "The port is open."],
        Sender = "Maren Quist, onboarding",
    };

    public static TheoryData<string> Codes => [.. FindingCatalog.Codes];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_fault_of_theirs_gets_a_letter_and_none_of_ours(string code)
    {
        var finding = FindingCatalog.Create(code);

        var letter = LetterWriter.Write(finding, Context);

        Assert.Equal(finding.Owner is FaultOwner.OurConfiguration or FaultOwner.OurService, letter is null);
        if (letter is null)
            return;
        Assert.Contains("1. ", letter.Body, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"[{}](?!time)", letter.Body.Replace("%{time_starttransfer}", "", StringComparison.Ordinal));
        Assert.DoesNotContain('\n', letter.Subject);
    }

    [Fact]
    public void Letter_holds_all_its_parts_in_order()
    {
        var finding = FindingCatalog.Create(FindingCodes.TcpTimeout, [new("Port", "443")], new Dictionary<string, string> { ["host"] = "fhir.lakeside.example", ["port"] = "443", ["egress"] = "203.0.113.7" });

        var letter = LetterWriter.Write(finding, Context)!;

        Assert.Equal("Lakeside West: a firewall at the hospital most likely keeps us out (test environment)", letter.Subject);
        var at = 0;
        foreach (var part in new[]
        {
            "What we tried", "2026-03-02 09:04:05 America/Chicago time (2026-03-02 15:04:05.678 UTC)", "What we saw", "- Port: 443", "- Key ID: key-2026",
            "What we believe", "What we ask", "1. Please allow connections from 203.0.113.7 to fhir.lakeside.example on port 443.", "2. ",
            "How you can check it", "curl -v", "What is ruled out", "- The server's name is found.", "- The port is open.", "When we test again", "Maren Quist",
        })
        {
            var found = letter.Body.IndexOf(part, at, StringComparison.Ordinal);
            Assert.True(found >= at, part);
            at = found;
        }
    }

    [Theory]
    [InlineData("Authorization: Bearer abcdefghijklmnop123456", "abcdefghijklmnop")]
    [InlineData("Basic dXNlcjpwYXNzd29yZA==", "dXNlcjpw")]
    [InlineData("client_secret=hush-hush&grant_type=x", "hush-hush")]
    [InlineData("\"access_token\": \"hush-hush\"", "hush-hush")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIhush\n-----END PRIVATE KEY-----", "MIIhush")]
    [InlineData("https://me:hush@fhir.lakeside.example/", "hush")]
    [InlineData("got " + Jwt + " back", "eyJhbGci")]
    public void Evidence_that_opens_a_door_never_reaches_the_letter(string evidence, string secret)
    {
        var finding = FindingCatalog.Create(FindingCodes.OauthRefused, [new("Answer", evidence)]);

        var letter = LetterWriter.Write(finding, Context)!;

        Assert.DoesNotContain(secret, letter.Subject + letter.Body, StringComparison.Ordinal);
        Assert.Contains("[removed]", letter.Body, StringComparison.Ordinal);
        Assert.Contains("client-17", letter.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_test_is_told_in_the_hospital_s_time()
    {
        var letter = LetterWriter.Write(FindingCatalog.Create(FindingCodes.Http503), Context with { NextTest = Context.When.AddHours(2) })!;

        Assert.Contains("2026-03-02 11:04:05 America/Chicago time", letter.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_time_zone_falls_back_to_UTC() =>
        Assert.Contains("on 2026-03-02 15:04:05.678 UTC.", LetterWriter.Write(FindingCatalog.Create(FindingCodes.Http503), Context with { TimeZone = "Nowhere/Land" })!.Body, StringComparison.Ordinal);
}
