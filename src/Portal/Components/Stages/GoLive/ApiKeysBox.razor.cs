using LiveTraffic.Keys;
using LiveTraffic.Persistence;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Onboarding;
using Onboarding.Sites;
using Portal.Components.Controls;

namespace Portal.Components.Stages.GoLive;

/// <summary>The keys of one live site: created, shown once, revoked.</summary>
public sealed partial class ApiKeysBox
{
    private IReadOnlyList<ApiKey> _keys = [];
    private NewApiKey? _made;
    private Refusal? _refused;

    [Parameter, EditorRequired]
    public required Site Site { get; set; }

    [Parameter, EditorRequired]
    public required Actor Me { get; set; }

    [Parameter]
    public bool MayWork { get; set; }

    [Inject]
    public required ApiKeys Keys { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync() => _keys = await Keys.ListAsync(Site.Id, CancellationToken.None);

    private async Task MakeAsync()
    {
        var made = await Keys.CreateAsync(Site.Id, Me, CancellationToken.None);
        (_made, _refused) = (made.Value, made.Refusal);
        await ReadAsync();
    }

    // Real traffic depends on a key, so it takes more than a click.
    private async Task RevokeAsync(ApiKey key)
    {
        if (!Me.MayWork) return;
        if (await Dialogs.ConfirmByTypingAsync("Revoke a key", $"Whoever uses {key.Prefix}… is refused from this moment on. This cannot be undone; a new key can be made.", Site.Name, "Revoke key") is null) return;
        _refused = (await Keys.RevokeAsync(key.Id, Me, CancellationToken.None)).Refusal;
        await ReadAsync();
    }
}
