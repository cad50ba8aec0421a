using Bunit;
using EhrAdapters.Diagnosis;
using Portal.Components.Controls;
using Xunit;

namespace Portal.Tests.Controls;

public sealed class LetterSheetTests : ControlContext
{
    private static readonly Letter Letter = new("Bitte prüfen: client", "Line one\nLine two & more");

    [Fact]
    public void Mail_link_carries_subject_and_body()
    {
        var sheet = RenderSheet();

        var link = new Uri(sheet.One("link", "Open in mail").GetAttribute("href")!);
        var query = System.Web.HttpUtility.ParseQueryString(link.Query);
        Assert.Equal("mailto", link.Scheme);
        Assert.Equal(Letter.Subject, query["subject"]);
        Assert.Equal(Letter.Body, query["body"]);
    }

    [Fact]
    public void Mail_file_is_a_draft_with_an_encoded_subject()
    {
        var sheet = RenderSheet();

        sheet.One("button", ".eml").Click();

        var saved = JSInterop.VerifyInvoke("portal.download").Arguments;
        var text = Assert.IsType<string>(saved[2]);
        Assert.Equal("token.eml", saved[0]);
        Assert.Contains("X-Unsent: 1\r\n", text, StringComparison.Ordinal);
        Assert.Contains("Subject: =?utf-8?B?", text, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\nLine one\r\nLine two & more", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copy_takes_the_whole_letter_and_says_so()
    {
        JSInterop.Setup<bool>("portal.copy", _ => true).SetResult(true);
        var sheet = RenderSheet();

        var pressed = sheet.One("button", "Copy").ClickAsync();

        Assert.Equal("Subject: Bitte prüfen: client\n\nLine one\nLine two & more", JSInterop.VerifyInvoke("portal.copy").Arguments[0]);
        sheet.WaitForAssertion(() => sheet.One("button", "Copied"));
        Clock.Advance(TimeSpan.FromSeconds(3));
        await pressed;
        sheet.One("button", "Copy");
    }

    private IRenderedComponent<LetterSheet> RenderSheet() => Render<LetterSheet>(with => with
        .Add(sheet => sheet.Letter, Letter).Add(sheet => sheet.To, "Interface analyst").Add(sheet => sheet.FileName, "token"));
}
