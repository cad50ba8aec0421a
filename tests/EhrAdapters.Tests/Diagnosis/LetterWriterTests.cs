using System.Text.RegularExpressions;
using EhrAdapters.Diagnosis;
using Xunit;

namespace EhrAdapters.Tests.Diagnosis;

public sealed class LetterWriterTests
{
    private const string Jwt = "eyJhbGciOiJSUzM4NCJ9.eyJpc3MiOiJpbnZlbnRlZCJ9.c2lnbmF0dXJl";

    internal static readonly LetterContext Context = new()
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

    // The longest letter there can be: every fact, every proof, every check of ours.
    private static readonly LetterContext Long = Context with
    {
        ProvenFine = [.. Enumerable.Range(1, 10).Select(number => $"proof {number} holds")],
        OwnChecks = [.. Enumerable.Range(1, 5).Select(number => $"check {number} of ours is fine")],
    };

    private static readonly IReadOnlyList<EvidenceItem> ManyFacts = [.. Enumerable.Range(1, 40).Select(number => new EvidenceItem($"Fact {number}", $"value  {number}\nin two lines"))];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_fault_of_theirs_gets_a_letter_and_none_of_ours(string code)
    {
        var finding = FindingCatalog.Create(code, [.. ManyFacts, new("Answer", "Bearer abcdefghijklmnop123456"), new("Form", "client_secret=hush-hush")]);

        var letter = LetterWriter.Write(finding, Long);

        Assert.Equal(finding.Owner is FaultOwner.OurConfiguration or FaultOwner.OurService, letter is null);
        if (letter is null)
            return;
        var text = letter.Subject + "\n" + letter.Body;
        Assert.Contains("\n1. ", letter.Body, StringComparison.Ordinal);
        Assert.Equal(Math.Max(1, finding.Requests.Count), Regex.Count(letter.Body, @"^\d+\. ", RegexOptions.Multiline));
        Assert.Equal(finding.CheckCommand is not null, letter.Body.Contains("How you can check it", StringComparison.Ordinal));
        if (finding.CheckCommand is { } command)
            Assert.Contains("\n" + command + "\n", letter.Body, StringComparison.Ordinal);
        Assert.DoesNotMatch("[{}]|  |hush-hush|abcdefghijklmnop", text);
        Assert.DoesNotContain(code, text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', letter.Subject);
        Assert.InRange(letter.Body.Split('\n').Length, 20, 59);
        Assert.NotEmpty(letter.To);
    }

    [Theory]
    [InlineData(FindingCodes.TcpTimeout, "network")]
    [InlineData(FindingCodes.Http404Base, "interface analyst")]
    [InlineData(FindingCodes.FhirXmlOnly, "EHR vendor")]
    [InlineData(FindingCodes.HttpStatus, "interface analyst")]
    public void Letter_names_the_desk_that_it_belongs_on(string code, string desk) =>
        Assert.Contains(desk, LetterWriter.Write(FindingCatalog.Create(code), Context)!.To, StringComparison.Ordinal);

    [Fact]
    public void Own_checks_are_ruled_out_beside_what_is_proven()
    {
        var body = LetterWriter.Write(FindingCatalog.Create(FindingCodes.OauthClock), Context with { OwnChecks = ["our clock is right"] })!.Body;

        Assert.Contains("- The port is open.\n- Our clock is right.\n", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Facts_that_say_least_are_left_out_first()
    {
        EvidenceItem[] facts = [new("Body length", "2 bytes"), new("HTTP version", "1.1"), .. Enumerable.Range(1, 16).Select(number => new EvidenceItem($"Fact {number}", "x"))];

        var body = LetterWriter.Write(FindingCatalog.Create(FindingCodes.Http503, facts), Context)!.Body;

        Assert.Contains("- Fact 16: x", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Body length", body, StringComparison.Ordinal);
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
            "How you can check it", "curl -v", "What is ruled out", "- The server's name is found.", "- The port is open.", "When we test again", "Whom to answer", "Maren Quist",
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
