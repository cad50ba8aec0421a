using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Vendors;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.Samples;

namespace Onboarding.Stages.Configure;

/// <summary>Checks a site's settings without touching the network.</summary>
public sealed class ConfigureRunner(IEhrAdapterFactory adapters, DuplicateSites duplicates, FindingLetters letters) : IStageRunner
{
    public Stage Stage => Stage.Configure;

    public bool Resumable => true;

    public async Task<StageOutcome> RunAsync(StageRunContext context, CancellationToken cancellationToken)
    {
        if (context.Connection is not { } connection)
            return new([StageProblems.NoConnection]);
        context.Progress.Report(new() { Now = "Checking the settings" });
        if (adapters.FindProfile(connection.Vendor) is not { } profile)
            return new([letters.Row("EHR vendor", SamplePatients.UnknownVendor, context)]);
        var findings = ConnectionLint.Check(connection, context.Secrets, profile).ToLookup(finding => GroupOf(finding, profile));
        var groups = Enum.GetValues<SettingsGroup>().SelectMany(group => Rows(group, [.. findings[group]], profile, context));
        return new(
        [
            .. groups,
            Patients(context),
            Duplicates(await duplicates.FindAsync(connection, context.SiteId, cancellationToken)),
        ]);
    }

    private static SettingsGroup GroupOf(Finding finding, VendorProfile profile) => finding.Code switch
    {
        FindingCodes.CfgUrlShape or FindingCodes.CfgPrivateAddr or FindingCodes.CfgEnvMix => SettingsGroup.Address,
        _ when finding.Evidence.Any(item => profile.Options.Any(option => option.Label == item.Value)) => SettingsGroup.VendorOptions,
        _ => SettingsGroup.SignIn,
    };

    private IEnumerable<ResultRow> Rows(SettingsGroup group, IReadOnlyList<Finding> findings, VendorProfile profile, StageRunContext context)
    {
        var (code, check) = group switch
        {
            SettingsGroup.Address => ("CONFIG-ADDRESS", "Address"),
            SettingsGroup.SignIn => ("CONFIG-SIGN-IN", "Sign-in"),
            SettingsGroup.VendorOptions => ("CONFIG-VENDOR-OPTIONS", "Vendor settings"),
        };
        if (findings.Count > 0)
            return findings.Select(finding => letters.Row(check, finding, context));
        return [new()
        {
            Code = code,
            Check = check,
            State = group is SettingsGroup.VendorOptions && profile.Options.Count == 0 ? CheckState.NotApplicable : CheckState.Passed,
        }];
    }

    private static ResultRow Patients(StageRunContext context)
    {
        var needed = context.Configuration.Thresholds.MinimumPatients;
        var bySearch = context.Patients.Any(patient => patient.Kind is TestPatientKind.Search);
        var enough = bySearch || context.Patients.Count >= needed;
        return new()
        {
            Code = "CONFIG-PATIENTS",
            Check = "Test patients named",
            State = enough ? CheckState.Passed : CheckState.CouldNotAssess,
            Measured = bySearch ? "by a search" : $"{context.Patients.Count} named",
            Limit = $"at least {needed}",
            Sample = context.Patients.Count,
            Needed = false,
            Owner = enough ? null : FaultOwner.Hospital,
            Message = enough ? null : context.Patients.Count == 0
                ? "The hospital has not named its test patients yet. The connection can be tested without them as far as sign-in."
                : $"Only {FieldRows.Patients(context.Patients.Count)} named; validation needs {needed}.",
            NextStep = enough ? null : "Ask the hospital for ten test patients and enter their numbers here.",
        };
    }

    private static ResultRow Duplicates(IReadOnlyList<Site> others) => new()
    {
        Code = "CONFIG-DUPLICATES",
        Check = "No other site for the same place",
        State = others.Count == 0 ? CheckState.Passed : CheckState.Warning,
        Measured = others.Count == 0 ? null : $"{others.Count} found",
        Owner = others.Count == 0 ? null : FaultOwner.OurConfiguration,
        Message = others.Count == 0 ? null : $"{string.Join(", ", others.Select(site => site.Name))} {(others.Count == 1 ? "leads" : "lead")} to the same address.",
        NextStep = others.Count == 0 ? null : "Go on with the other site, or withdraw one of them, unless two are meant.",
    };
}

/// <summary>The parts of the configuration form.</summary>
internal enum SettingsGroup
{
    Address,
    SignIn,
    VendorOptions,
}
