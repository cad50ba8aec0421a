using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Bunit;
using Bunit.TestDoubles;
using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Microsoft.Extensions.DependencyInjection;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Review;
using Onboarding.Review.Changes;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.MapFields;
using Onboarding.Stages.ValidatePatients;
using Onboarding.Stages.ValidatePatients.Reports;
using Portal.Components.Controls;
using Portal.Glue;
using Xunit;

namespace Portal.Tests.Canaries;

/// <summary>A whole onboarding and validation of planted patients leaves no value of theirs on the disk, in the log, in a measure or in anything that leaves the house.</summary>
public sealed class CanaryTests : ControlContext
{
    private const string Name = "Plover Hollow Infirmary";
    private const string Slug = "plover-hollow-infirmary";
    private static readonly Actor Csm = new("juno", "Juno Marrow", Roles.CustomerSuccess);
    private static readonly Actor Engineer = new("ember", "Ember Quoin", Roles.Engineer);

    private static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_report_exports_letters_log_and_metrics_hold_no_planted_value()
    {
        await using var hospital = new PlantedHospital();
        await hospital.StartAsync();
        await using var portal = new CanaryPortal();
        using var browser = portal.CreateClient();
        Services.AddSingleton(portal.Services.GetRequiredService<ValidationReports>());
        Services.AddSingleton(portal.Services.GetRequiredService<SiteHub>());
        this.AddAuthorization().SetAuthorized("juno@portal.example");
        Assert.True((await browser.SignInAsAsync("juno.marrow")).IsSuccessStatusCode);
        var run = await OnboardAsync(portal, hospital);
        await WorkAsync(portal, run);

        List<Place> places =
        [
            .. await ExportsAsync(browser, run.Id), .. Letters(run),
            new("printed report", Printed(), Name),
            new("database", await portal.DatabaseAsync(Stop), Name),
            new("log", portal.Log, $"/sites/{Slug}/validate-patients/report.json"),
            new("metrics", portal.Metrics, "validate-patients/report.json"),
        ];

        // What a place may say is found in it; so would be what it may not say.
        Assert.All(places, place => Assert.True(place.Text.Contains(place.Control, StringComparison.Ordinal), $"{place.Name} cannot be searched"));
        Assert.True(hospital.Canaries.Values.Distinct().Count() >= 14 && hospital.Canaries.Count > 100);
        Assert.Empty(places.SelectMany(place => hospital.Canaries.Where(canary => place.Text.Contains(canary.Key, StringComparison.OrdinalIgnoreCase)).Select(canary => $"{canary.Value} in {place.Name}")).Distinct());
    }

    private static async Task<StageRun> OnboardAsync(CanaryPortal portal, PlantedHospital hospital)
    {
        using var http = new HttpClient();
        var file = JsonNode.Parse(await http.GetStringAsync($"{hospital.Address}/hospitals/{PlantedHospital.Slug}/site.json", Stop))!;
        var (sites, services) = (portal.Services.GetRequiredService<SiteService>(), portal.Services);
        var site = (await sites.CreateAsync(Name, "America/Chicago", null, Csm, Stop)).Value!;
        var connection = new Connection { Vendor = "fhir-r4", Environment = EhrEnvironment.Simulator, FhirBaseUrl = new((string)file["fhirBaseUrl"]!) };
        site = (await sites.SaveConnectionAsync(site.Id, site.Version, connection, null, Csm, Stop)).Value!;
        var numbers = file["patients"]!["mrns"]!.AsArray().Select(mrn => (string)mrn!).ToList();
        foreach (var number in numbers)
            hospital.Canaries[number] = "record number";
        site = (await sites.SavePatientsAsync(site.Id, site.Version, [.. numbers.Select(mrn => new TestPatient(TestPatientKind.Mrn, mrn))], Csm, Stop)).Value!;
        await EndAsync(services, site, Stage.Configure);
        await EndAsync(services, site, Stage.TestConnection);
        var mapping = (await services.GetRequiredService<MappingWorkbench>().OpenAsync(site.Id, Stop)).Value!.AcceptSure(FieldMap.Empty);
        mapping = mapping with { Fields = [.. mapping.Fields.Select(field => field.FieldId == ContractFields.Gender ? field with { CodeMap = new Dictionary<string, string> { ["W-17"] = "female" } } : field)] };
        site = (await sites.SaveMappingAsync(site.Id, site.Version, mapping, new("Suggestions accepted"), Csm, Stop)).Value!;
        await EndAsync(services, site, Stage.MapFields);
        var run = await EndAsync(services, site, Stage.ValidatePatients);
        Assert.Equal(CheckState.Failed, run.Verdict);
        return run;
    }

    /// <summary>Works on the failed report as an engineer would: tries and proposes a change, sees a value, writes to the hospital.</summary>
    private static async Task WorkAsync(CanaryPortal portal, StageRun run)
    {
        var services = portal.Services;
        var group = (await services.GetRequiredService<ReviewReader>().ReadAsync(Stop)).Groups.Single(group => group.Items[0].Row.Code == "VALIDATE-PHONE");
        var trial = (await services.GetRequiredService<ChangeTrials>().OpenAsync(group.Items[0], Engineer, Stop)).Value!;
        var change = new FieldMapping { FieldId = ContractFields.Phone, Expression = "telecom.where(system = 'fax' or system = 'phone').value" };
        Assert.Equal(10, trial.Try(change).CountsAfter.Passed);
        Assert.True((await services.GetRequiredService<MappingChanges>().ProposeAsync([trial], change, "Faxes are phones there", Engineer, Stop)).Succeeded);
        var shown = await services.GetRequiredService<ShownValues>().ShowAsync(new(run.SiteId, run.Id, ContractFields.BirthDate, 3), "The date looks turned", Engineer, Stop);
        Assert.StartsWith("19", Assert.Single(shown.Value!.Found), StringComparison.Ordinal);
        var sent = await services.GetRequiredService<ReviewAnswers>().SendAsync(group.Fingerprint, run.Id, new("Interface analyst"), Engineer, Stop);
        Assert.True(sent.Succeeded, sent.Refusal?.Message);
    }

    private static async Task<StageRun> EndAsync(IServiceProvider services, Site site, Stage stage)
    {
        var heard = Channel.CreateUnbounded<bool>();
        using var subscription = services.GetRequiredService<SiteHub>().Subscribe(site.Id, _ => heard.Writer.TryWrite(true));
        var started = await services.GetRequiredService<RunService>().StartAsync(site.Id, stage, Guid.NewGuid(), Csm, Stop);
        Assert.True(started.Succeeded, started.Refusal?.Message);
        while (true)
        {
            if (await services.GetRequiredService<SiteQueries>().RunAsync(started.Value!.Id, Stop) is { InFlight: false } ended)
                return ended;
            await heard.Reader.ReadAsync(Stop);
        }
    }

    private static async Task<IReadOnlyList<Place>> ExportsAsync(HttpClient browser, Guid run) =>
    [
        new("report JSON", await browser.GetStringAsync(ReportEndpoint.JsonPath(Slug, run, null), Stop), Name),
        new("report CSV", await browser.GetStringAsync(ReportEndpoint.CsvPath(Slug, run, null), Stop), "Birth date"),
        new("code map CSV", await browser.GetStringAsync(MappingPaths.Csv(Slug, ContractFields.Gender), Stop), "W-17"),
        new("ConceptMap", await browser.GetStringAsync(MappingPaths.ConceptMap(Slug, ContractFields.Gender), Stop), "W-17"),
    ];

    private IReadOnlyList<Place> Letters(StageRun run)
    {
        var letter = run.Rows.Single(row => row.Code == "VALIDATE-PHONE").Letter!;
        var sheet = Render<LetterSheet>(with => with.Add(one => one.Letter, letter).Add(one => one.To, "Interface analyst"));
        foreach (var ending in new[] { ".txt", ".eml" })
            sheet.One("button", ending).Click();
        return
        [
            .. JSInterop.Invocations["portal.download"].Select(call => new Place((string)call.Arguments[0]!, (string)call.Arguments[2]!, Csm.Name)),
            new("mail link", Uri.UnescapeDataString(MailLink.Of(letter).Href), Name),
        ];
    }

    private string Printed()
    {
        var page = Render<Portal.Components.Pages.ValidationReport>(with => with.Add(one => one.Slug, Slug));
        page.WaitForElement("article");
        return page.Markup;
    }

    private sealed record Place(string Name, string Text, string Control);
}
