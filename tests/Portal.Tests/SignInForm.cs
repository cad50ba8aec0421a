using AngleSharp.Html.Parser;
using Portal.Accounts;
using Xunit;

namespace Portal.Tests;

/// <summary>Fills the sign-in page's forms the way a person would: the page first, then the form with its token.</summary>
public static class SignInForm
{
    public static async Task<HttpResponseMessage> PostFormAsync(
        this HttpClient browser, string action, string? returnUrl, params (string Name, string Value)[] fields)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var page = await browser.GetStringAsync($"{AccountPaths.SignIn}?returnUrl={Uri.EscapeDataString(returnUrl ?? "/")}", cancellation);
        var token = new HtmlParser().ParseDocument(page).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var values = fields.Select(field => KeyValuePair.Create(field.Name, field.Value))
            .Append(KeyValuePair.Create("__RequestVerificationToken", token));
        if (returnUrl is not null) values = values.Append(KeyValuePair.Create("returnUrl", returnUrl));
        using var form = new FormUrlEncodedContent(values);
        return await browser.PostAsync(action, form, cancellation);
    }

    public static Task<HttpResponseMessage> SignInAsAsync(this HttpClient browser, string demoAccount, string returnUrl = "/") =>
        browser.PostFormAsync(AccountPaths.DemoSignIn, returnUrl, ("account", demoAccount));
}
