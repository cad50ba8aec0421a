using EhrAdapters.Mapping;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Contract;
using Onboarding.Stages.MapFields.Templates;
using Onboarding.Stages.MapFields.Versions;
using Portal.Components.Layout;
using Portal.Components.Stages.MapFields;
using Portal.Glue;

namespace Portal.Components.Pages;

/// <summary>The company's mapping templates by vendor and release: read, edit, restore.</summary>
public sealed partial class TemplatesPage
{
    private IReadOnlyList<TemplateVersion>? _all;
    private IReadOnlyList<TemplateVersion> _versions = [];
    private TemplateVersion? _chosen;
    private DataContract _contract = DataContract.Default;
    private Refusal? _refused;

    [SupplyParameterFromQuery]
    public string? Vendor { get; set; }

    [SupplyParameterFromQuery]
    public string? Release { get; set; }

    [Inject]
    public required MappingTemplates Templates { get; init; }

    [Inject]
    public required Contracts Contracts { get; init; }

    [Inject]
    public required VendorNames Vendors { get; init; }

    [Inject]
    public required Announcer Announcer { get; init; }

    private bool MayKeep => MappingTemplates.MayKeep(Me);

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        _contract = await Contracts.CurrentAsync(Gone);
        _all = await Templates.ListAsync(Gone);
        await ChooseAsync();
    }

    protected override Task OnParametersSetAsync() => _all is null ? Task.CompletedTask : ChooseAsync();

    // A template changes only here and by those who keep it; nothing that sites do is shown.
    protected override Task HearAsync(PageNews news) => Task.CompletedTask;

    private string Changed(TemplateVersion version) => version.Number == 1
        ? $"{version.Mapping.Fields.Count} fields"
        : EditWords.Fields(MappingDiff.Between(_versions.First(other => other.Number == version.Number - 1).Mapping, version.Mapping, _contract));

    private async Task ChooseAsync()
    {
        _chosen = Vendor is null ? _all is [var first, ..] ? first : null : _all!.FirstOrDefault(one => one.Vendor == Vendor && one.Release == (Release ?? TemplateVersion.AnyRelease));
        _versions = _chosen is null ? [] : await Templates.VersionsAsync(_chosen.Vendor, _chosen.Release, Gone);
    }

    private async Task SaveAsync(TemplateEdit edit) =>
        await TakeAsync(await Templates.SaveAsync(_chosen!.Vendor, _chosen.Release, _chosen.Number, edit.Mapping, edit.Reason, Me, CancellationToken.None));

    private async Task RestoreAsync(int number) =>
        await TakeAsync(await Templates.RestoreAsync(_chosen!.Vendor, _chosen.Release, _chosen.Number, number, Me, CancellationToken.None));

    private async Task TakeAsync(Result<TemplateVersion> saved)
    {
        _refused = saved.Refusal;
        if (saved.Value is not { } version) return;
        Announcer.Say($"Version {version.Number} of the template saved");
        _all = await Templates.ListAsync(Gone);
        await ChooseAsync();
    }
}

/// <summary>What somebody changed of a template, and why.</summary>
public sealed record TemplateEdit(FieldMap Mapping, string Reason);
