using System.Diagnostics;
using System.Net.Http.Json;
using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Onboarding;
using Onboarding.Evidence;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages;
using Onboarding.Stages.Samples;
using Onboarding.Stages.ValidatePatients;

namespace Benchmarks;

/// <summary>
/// Validation of ten patients with their charts against a hospital that takes a tenth of a second for every answer: what we add to
/// the time that the hospital itself takes, asked as often and as much at once as its vendor bears.
/// </summary>
internal static class ValidationMeasure
{
    private const int Latency = 100;

    public static async Task<object> TenPatientsAsync(Ward ward, string slug)
    {
        await using var services = new ServiceCollection().AddEhrAdapters().BuildServiceProvider();
        var counted = new CountedAdapters(services.GetRequiredService<IEhrAdapterFactory>());
        var site = await LadderMeasure.SiteAsync(ward, counted, slug);
        var samples = new SamplePatients(counted, NullLogger<SamplePatients>.Instance);
        var context = await ContextAsync(site, samples, services.GetRequiredService<IMappingSuggester>());
        var runner = new ValidatePatientsRunner(samples, services.GetRequiredService<IFieldMapper>(), new FindingLetters(counted, TimeProvider.System), TimeProvider.System);

        using (await ward.Http.PatchAsJsonAsync($"{ward.Address}/hospitals/{slug}/dials", new { latencyMs = Latency }))
        {
        }

        var (asked, atOnce) = (counted.Asked, Math.Max(1, counted.FindProfile(site.Connection.Vendor)!.ParallelSearches));
        var watch = Stopwatch.StartNew();
        var outcome = await runner.RunAsync(context, CancellationToken.None);
        watch.Stop();
        using (await ward.Http.PostAsync($"{ward.Address}/hospitals/{slug}/reset", null))
        {
        }

        var requests = counted.Asked - asked;
        // The sign-in is two answers that wait for one another: where to sign in, and the token.
        var signIn = site.Connection.SignIn.Method is SignInMethod.None ? 0 : 1;
        var hospital = (Math.Ceiling((requests - signIn) / (double)atOnce) + (2 * signIn)) * Latency / 1000;
        return new
        {
            measure = "validate-ten", hospital = slug, verdict = Verdict.Of(outcome.Rows).ToString(), requests, atOnceAllowed = atOnce, atOnceMost = counted.MostAtOnce,
            seconds = Math.Round(watch.Elapsed.TotalSeconds, 2), hospitalSeconds = Math.Round(hospital, 2), overSeconds = Math.Round(watch.Elapsed.TotalSeconds - hospital, 2), limitSeconds = 3,
        };
    }

    private static async Task<StageRunContext> ContextAsync(Onboarding.SiteFiles.SiteFile site, SamplePatients samples, IMappingSuggester suggester)
    {
        var secrets = LadderMeasure.SecretsOf(site);
        var fetched = await samples.FetchAsync(site.Connection, secrets, site.Patients, 10, ContractResources.Clinical, MrnMatch.AnyIdentifier, null, CancellationToken.None);
        var suggestions = suggester.Suggest(site.Connection, [.. fetched.Found.Select(sample => new SamplePatient(sample.Resource!, sample.Mrn) { Records = sample.Records })], DataContract.Default);
        return new()
        {
            RunId = Guid.NewGuid(),
            SiteId = SiteId.New(),
            SiteName = site.Name,
            TimeZone = "America/Chicago",
            Configuration = new()
            {
                Connection = site.Connection,
                Mapping = new() { Fields = [.. suggestions.Select(suggestion => new FieldMapping { FieldId = suggestion.FieldId, Expression = suggestion.Expression, CodeMap = suggestion.CodeMap })] },
            },
            Connection = site.Connection,
            Secrets = secrets,
            Patients = site.Patients,
            Contract = DataContract.Default,
            Evidence = EvidenceView.None,
            RequestedBy = new("u1", "Juno Marrow", Roles.CustomerSuccess),
            Progress = new Progress<RunProgress>(),
        };
    }
}
