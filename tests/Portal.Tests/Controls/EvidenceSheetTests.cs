using Bunit;
using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Portal.Components.Controls;
using Xunit;

namespace Portal.Tests.Controls;

public sealed class EvidenceSheetTests : ControlContext
{
    private static readonly ResultRow Row = new()
    {
        Code = "OAUTH-INVALID-CLIENT", Check = "Signs us in", State = CheckState.Failed, Measured = "400 in 80 ms", Message = "The EHR does not accept who we say we are.",
        Evidence =
        [
            new("Time", "2026-11-12 19:52:07.418 UTC"), new("OAuth error", "invalid_client"), new("HTTP status", "400"), new("Certificate issuer", "Lakeside CA"),
            new("Host", "ehr.example"), new("Software", "Epic 2025"), new("Fault", "something else"), new("Token endpoint", "https://u:hunter2hunter2@ehr.example/token"),
        ],
    };

    [Fact]
    public void Facts_stand_in_the_order_in_which_an_engineer_reads_them()
    {
        var sheet = Render<EvidenceSheet>(with => with.Add(one => one.Row, Row).Add(one => one.Also, [new("HTTP status", "400"), new("Resolved addresses", "203.0.113.7")]));

        Assert.Equal(["Time and clocks", "Network", "Certificate", "HTTP", "FHIR", "Sign-in", "Other"], sheet.All("heading").Select(heading => heading.TextContent));
        Assert.Single(sheet.FindAll("dt"), name => name.TextContent == "HTTP status");
    }

    [Fact]
    public void Copied_block_is_plain_text_with_the_code_and_without_a_secret()
    {
        JSInterop.Setup<bool>("portal.copy", _ => true).SetResult(true);
        var sheet = Render<EvidenceSheet>(with => with.Add(one => one.Row, Row).Add(one => one.Title, "Lakeside, connection test, run 7"));

        _ = sheet.One("button", "Copy all").ClickAsync();

        var text = Assert.IsType<string>(JSInterop.VerifyInvoke("portal.copy").Arguments[0]);
        Assert.StartsWith("Lakeside, connection test, run 7\nSigns us in: failed, 400 in 80 ms\nThe EHR does not accept who we say we are.\nCode: OAUTH-INVALID-CLIENT\n", text, StringComparison.Ordinal);
        Assert.Contains("\nNetwork\n  Host: ehr.example\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
    }
}
