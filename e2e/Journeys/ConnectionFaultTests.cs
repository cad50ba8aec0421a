using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.E2E.Browser;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>What goes wrong at hospitals, each to the right sentence. One after the other: they turn the same hospitals' dials.</summary>
[Collection(Dials.Turned)]
public sealed class ConnectionFaultTests(World world)
{
    [Theory]
    [InlineData("html-login-page", "A web page answered instead of the hospital's FHIR service.", "Hospital")]
    [InlineData("truncated-body", "The hospital's answer is cut off on its way to us.", "Hospital network")]
    [InlineData("huge-body", "The hospital's answer is far larger than any correct one.", "Hospital")]
    [InlineData("dstu2", "The hospital's address belongs to an old FHIR version, DSTU2.", "Hospital")]
    [InlineData("expired-token", "We signed in, but the hospital's FHIR server does not accept the access we were given.", "Hospital")]
    public async Task Fault_at_the_hospital_is_named_with_its_owner(string fault, string cause, string owner)
    {
        await using var juno = await Person.SignInAsync(world, "Juno Marrow");
        var steps = new Onboarder(juno);
        await steps.AddSiteAsync($"Fault {fault}");
        await steps.ConfigureAsync("pelican-bay");
        await world.FaultAsync("pelican-bay", fault);
        try
        {
            await steps.TestConnectionAsync();
            await juno.SeeHeadingAsync(cause);
            await Expect(juno.Page.GetByText("Who has to act").Locator("..")).ToContainTextAsync(owner);
            await Expect(juno.Button("Test again").First).ToBeVisibleAsync();
            await juno.SeeNoTraceAsync();
            await juno.PictureAsync($"fault-{fault}");
        }
        finally
        {
            await world.FaultAsync("pelican-bay");
        }
    }

    [Fact]
    public async Task Unregistered_client_shows_what_waiting_for_the_hospital_looks_like()
    {
        await using var juno = await Person.SignInAsync(world, "Juno Marrow");
        var steps = new Onboarder(juno);
        await steps.AddSiteAsync("Fault unregistered");
        await steps.ConfigureAsync("saltmarsh-childrens", Answer.NotRegistered);
        await steps.TestConnectionAsync();
        await juno.SeeHeadingAsync("The EHR does not accept who we say we are.");
        await juno.PressAsync("Send letter");
        await juno.PictureAsync("fault-unregistered-letter");
        await juno.PressAsync("Mark as sent");
        await juno.SeeAsync("What the hospital does");
        await juno.GoAsync("/");
        await juno.SeeAsync("Waiting on somebody else");
    }

    [Fact]
    public async Task Wrong_secret_is_told_apart_from_a_network_fault()
    {
        await using var juno = await Person.SignInAsync(world, "Juno Marrow");
        var steps = new Onboarder(juno);
        await steps.AddSiteAsync("Fault wrong secret");
        await steps.ConfigureAsync("pelican-bay", Answer.WrongSecret);
        await steps.TestConnectionAsync();
        await juno.SeeHeadingAsync("The EHR does not accept who we say we are.");
        await juno.SeeAsync("Proven fine");
        await juno.SeeNoTraceAsync();
    }

    [Theory]
    [InlineData("unknown-kid")]
    [InlineData("invalid-client")]
    public async Task Key_that_the_hospital_does_not_accept_is_the_hospitals_move(string fault)
    {
        await using var juno = await Person.SignInAsync(world, "Juno Marrow");
        var steps = new Onboarder(juno);
        await steps.AddSiteAsync($"Fault {fault}");
        await steps.ConfigureAsync("willow-prairie");
        await world.FaultAsync("willow-prairie", fault);
        try
        {
            await steps.TestConnectionAsync();
            await Expect(juno.Page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex("does not know the key|does not accept who we say we are") }).First).ToBeVisibleAsync(new() { Timeout = Person.Patience });
            await juno.SeeButtonAsync("Send letter");
            await juno.SeeNoTraceAsync();
        }
        finally
        {
            await world.FaultAsync("willow-prairie");
        }
    }

    [Fact]
    public async Task Key_that_does_not_fit_the_algorithm_is_caught_before_any_network_call()
    {
        await using var juno = await Person.SignInAsync(world, "Juno Marrow");
        var steps = new Onboarder(juno);
        await steps.AddSiteAsync("Fault misfit key");
        await juno.Page.GetByLabel("Use a simulated hospital").SelectOptionAsync("stonebridge");
        await juno.PressAsync("Paste a private key instead");
        await juno.FillAsync("Private key, PEM", "this is no key");
        await juno.PressAsync("Save and check");
        await juno.SeeAsync("to be corrected first");
        await juno.SeeNoTraceAsync();
    }

    [Fact]
    public async Task Hospital_without_the_ten_patients_is_asked_for_others()
    {
        await using var juno = await Person.SignInAsync(world, "Juno Marrow");
        var steps = new Onboarder(juno);
        await steps.AddSiteAsync("Fault no patients");
        await steps.ConfigureAsync("pelican-bay", Answer.UnknownPatients);
        await steps.TestConnectionAsync();
        await Expect(juno.Page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex("test patient|nothing|no patient", RegexOptions.IgnoreCase) }).First).ToBeVisibleAsync(new() { Timeout = Person.Patience });
        await juno.SeeNoTraceAsync();
        await juno.PictureAsync("fault-no-patients");
    }

    [Fact]
    public async Task Wrong_path_says_that_there_is_no_fhir_service()
    {
        await using var juno = await Person.SignInAsync(world, "Juno Marrow");
        var steps = new Onboarder(juno);
        await steps.AddSiteAsync("Fault wrong path");
        await steps.ChooseAsync("open-meadow");
        await juno.FillAsync("FHIR base URL", $"{world.Hospitals}/open-meadow/nothing/here");
        await juno.PressAsync("Save and check");
        await juno.SeeLinkAsync("Continue to test connection");
        await steps.TestConnectionAsync();
        await juno.SeeHeadingAsync("The hospital's server has no FHIR service at this path.");
        await juno.SeeNoTraceAsync();
    }

    [Fact]
    public async Task Bad_address_is_caught_before_any_network_call()
    {
        await using var juno = await Person.SignInAsync(world, "Juno Marrow");
        var steps = new Onboarder(juno);
        await steps.AddSiteAsync("Fault bad address");
        await steps.ChooseAsync("open-meadow");
        await juno.FillAsync("FHIR base URL", "not an address");
        await Expect(juno.Page.GetByLabel("FHIR base URL")).ToHaveAttributeAsync("aria-invalid", "true");
        await juno.PictureAsync("fault-bad-address");
    }

    [Fact]
    public async Task Server_that_never_answers_can_be_stopped_and_the_site_works_on()
    {
        await using var juno = await Person.SignInAsync(world, "Juno Marrow");
        var steps = new Onboarder(juno);
        await steps.AddSiteAsync("Fault silence");
        await steps.ConfigureAsync("open-meadow");
        await world.FaultAsync("open-meadow", "never-answers");
        try
        {
            await steps.TestConnectionAsync();
            await juno.SeeButtonAsync("Stop test");
            await juno.PressAsync("Stop test");
            await juno.SeeAsync("The last test was stopped.");
        }
        finally
        {
            await world.FaultAsync("open-meadow");
        }

        await juno.PressAsync("Test connection");
        await juno.SeeLinkAsync("Continue to map fields");
    }
}
