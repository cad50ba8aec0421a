using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.E2E.Browser;
using Portal.E2E.Looks;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>A key is changed with overlap, a certificate requested, and two people approve a hospital's own authority.</summary>
public sealed class KeysTests(World world)
{
    [Fact]
    public async Task Key_is_changed_with_old_and_new_published_together()
    {
        await using var juno = await Person.SignInAsync(world, "Juno Marrow");
        var steps = new Onboarder(juno);
        await steps.AddSiteAsync("Keys changed over");
        await steps.ConfigureAsync("marrowgate");
        await steps.TestConnectionAsync();
        await juno.SeeLinkAsync("Continue to map fields");
        var first = Assert.Single(await KeyIdsAsync(steps.Slug));
        await juno.FollowAsync("Open keys and certificates");
        await juno.SeeHeadingAsync("Key pairs");
        await juno.JudgeEveryLookAsync("keys-first");

        await juno.PressAsync("Make the next key");
        await juno.SeeAsync("Next, published");
        var both = await KeyIdsAsync(steps.Slug);
        Assert.Equal((2, first), (both.Count, both[0]));
        await Expect(juno.Button("Use the new key")).ToBeDisabledAsync();
        await juno.SeeAsync("It ends the evidence of configure and test connection.");
        await juno.JudgeEveryLookAsync("keys-next");

        await juno.PressAsync("Use it at once");
        await juno.SeeAsync("sign-in may fail");
        await juno.PictureAsync("keys-at-once");
        await juno.FillDialogAsync("Type Keys changed over to go on", "Keys changed over");
        await juno.PressInDialogAsync("Use the new key");
        await juno.SeeAsync("Old, still published");
        Assert.Equal([both[1], first], await KeyIdsAsync(steps.Slug));
        await juno.JudgeEveryLookAsync("keys-retiring");

        await juno.PressAsync("Retire at once");
        await juno.SeeAsync("1 retired key");
        Assert.Equal([both[1]], await KeyIdsAsync(steps.Slug));

        // The hospital fetches our keys anew, so the new one signs us in.
        await juno.GoAsync($"/sites/{steps.Slug}/configure");
        await juno.PressAsync("Save and check");
        await juno.SeeAsync("Run 2,");
        await juno.FollowAsync("Continue to test connection");
        await juno.PressAsync("Test again");
        await juno.SeeLinkAsync("Continue to map fields");
    }

    [Fact]
    public async Task Hospital_signs_our_request_and_two_people_approve_its_authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var root = Root(key);
        await using var juno = await Person.SignInAsync(world, "Juno Marrow");
        var steps = new Onboarder(juno);
        await steps.AddSiteAsync("Keys own authority");
        await juno.GoAsync($"/sites/{steps.Slug}/keys?environment=non-production");
        await juno.JudgeEveryLookAsync("keys-empty");

        await juno.PressAsync("Make a request");
        await juno.SeeHeadingAsync("The request waits for its answer");
        var download = await juno.Page.RunAndWaitForDownloadAsync(() => juno.PressAsync("Download request"));
        var request = CertificateRequest.LoadSigningRequestPem(await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken), HashAlgorithmName.SHA256,
            CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions);
        using var signed = request.Create(root.SubjectName, X509SignatureGenerator.CreateForECDsa(key), root.NotBefore, root.NotAfter, RandomNumberGenerator.GetBytes(8));
        await juno.FillAsync("Signed certificate, PEM", signed.ExportCertificatePem());
        await juno.PressAsync("Use the signed certificate");
        await juno.SeeAsync("requested here, signed elsewhere");

        await juno.PressAsync("Propose an authority");
        await juno.FillAsync("Root or intermediate certificate, PEM", signed.ExportCertificatePem());
        await juno.SeeAsync("This is a server's own certificate, not an authority's.");
        await juno.FillAsync("Root or intermediate certificate, PEM", root.ExportCertificatePem());
        await juno.FillAsync("Compared with", "Sol Vane, network team, over the switchboard");
        await juno.SeeAsync("yes, it may sign certificates");
        await juno.JudgeEveryLookAsync("keys-proposing");
        await juno.PressAsync("Propose it");
        await juno.SeeAsync("You proposed this authority yourself.");
        await juno.JudgeEveryLookAsync("keys-proposed");

        await using var ember = await Person.SignInAsync(world, "Ember Quoin");
        await ember.GoAsync($"/sites/{steps.Slug}/keys?environment=non-production");
        await ember.FillAsync("Last eight characters", "00000000");
        await ember.PressAsync("Approve the authority");
        await ember.SeeAsync("That is not the end of this fingerprint.");
        await ember.JudgeEveryLookAsync("keys-approving");
        await ember.FillAsync("Last eight characters", root.GetCertHashString(HashAlgorithmName.SHA256)[^8..].ToLowerInvariant());
        await ember.PressAsync("Approve the authority");
        await Expect(ember.Page.GetByRole(AriaRole.Article, new() { Name = "Quillhaven Root" }).GetByText("Trusted")).ToBeVisibleAsync();
        await Expect(juno.Page.GetByRole(AriaRole.Article, new() { Name = "Quillhaven Root" }).GetByText("Trusted")).ToBeVisibleAsync();

        await using var alder = await Person.SignInAsync(world, "Alder Crane");
        await alder.GoAsync($"/sites/{steps.Slug}/keys?environment=non-production");
        await alder.SeeHeadingAsync("Quillhaven Root");
        await Expect(alder.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^(Revoke|Remove|Replace|Make|Propose)") })).ToHaveCountAsync(0);
        await alder.SeeNoTraceAsync();
    }

    private static X509Certificate2 Root(ECDsa key)
    {
        var root = new CertificateRequest("CN=Quillhaven Root, O=Quillhaven Regional", key, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return root.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddYears(3));
    }

    private async Task<IReadOnlyList<string>> KeyIdsAsync(string slug)
    {
        var document = JsonNode.Parse(await world.Http.GetStringAsync(new Uri($"{world.Portal.Address}/jwks/{slug}/simulator")))!;
        return [.. document["keys"]!.AsArray().Select(published => published!["kid"]!.GetValue<string>())];
    }

    /// <summary>Wide and narrow, light and dark: a picture each, nothing serious for axe, no sideways scrolling.</summary>
}
