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

    [Fact]
    public void Letter_too_long_for_a_mail_link_is_cut_at_a_line_and_says_so()
    {
        var letter = Letter with { Body = string.Concat(Enumerable.Range(1, 200).Select(number => $"Line number {number}\n")) };
        var sheet = Render<LetterSheet>(with => with.Add(one => one.Letter, letter).Add(one => one.To, "Interface analyst"));

        var href = sheet.One("link", "Open in mail").GetAttribute("href")!;
        Assert.InRange(href.Length, 1_000, MailLink.Longest);
        Assert.EndsWith("[The letter goes on. Please paste the rest from the portal.]\n", System.Web.HttpUtility.ParseQueryString(new Uri(href).Query)["body"], StringComparison.Ordinal);
        Assert.Contains("The letter is longer than a mail link may be", sheet.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Letter_is_set_with_titles_facts_requests_and_the_command()
    {
        var sheet = Render<LetterSheet>(with => with.Add(one => one.To, "Interface analyst").Add(one => one.Letter, new Letter(
            "S", "Hello,\n\nWhat we saw\n- HTTP status: 400\n\nWhat we ask\n1. Please look.\n2. Please answer.\n\nHow you can check it\nFrom outside:\n    curl -i https://x.example\n\nWhat is ruled out\n- the name resolves.\n\nJuno Marrow\n")));

        Assert.Equal(["What we saw", "What we ask", "How you can check it", "What is ruled out"], sheet.All("heading").Select(heading => heading.TextContent));
        Assert.Equal("400", sheet.Find(".body dl dd").TextContent);
        Assert.Equal(["Please look.", "Please answer."], sheet.FindAll(".body ol li").Select(item => item.TextContent));
        Assert.Equal("curl -i https://x.example", sheet.Find("pre").TextContent);
        Assert.Equal(["Hello,", "From outside:", "Juno Marrow"], sheet.FindAll(".body p").Select(text => text.TextContent));
    }

    private IRenderedComponent<LetterSheet> RenderSheet() => Render<LetterSheet>(with => with
        .Add(sheet => sheet.Letter, Letter).Add(sheet => sheet.To, "Interface analyst").Add(sheet => sheet.FileName, "token"));
}
