using EhrAdapters;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Portal.Components.Controls;
using Portal.Components.Layout;

namespace Portal.Components.Keys;

/// <summary>What the three parts of the page have in common: the site, who looks, and one way to do something and say how it went.</summary>
public abstract class KeysSection : ComponentBase
{
    [Parameter, EditorRequired]
    public required SiteView View { get; set; }

    /// <summary>Whose keys are shown; evidence ends only where it is the connection's.</summary>
    [Parameter, EditorRequired]
    public required EhrEnvironment Environment { get; set; }

    /// <summary>True where the page's one filled button stands in this part.</summary>
    [Parameter]
    public bool IsNext { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [CascadingParameter]
    public required Actor Me { get; set; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required Announcer Announcer { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    /// <summary>Why the last thing asked for was refused.</summary>
    protected Refusal? Refused { get; set; }

    protected Site Site => View.Site;

    protected DateTimeOffset Now => Clock.GetUtcNow();

    protected bool MayWork => Me.MayWork && Site.State is not SiteState.Withdrawn;

    /// <summary>True where a change here is felt by traffic that runs now.</summary>
    protected bool TouchesTraffic => Site.State.TakesTraffic() && Site.Connection?.Environment == Environment;

    /// <summary>Does it, tells the ear, shows the refusal, and lets the page look again.</summary>
    protected async Task<bool> ActAsync(Func<Task<Result<Site>>> act, string said)
    {
        var done = await act();
        Refused = done.Refusal;
        if (done.Succeeded) Announcer.Say(said);
        await OnChanged.InvokeAsync();
        return done.Succeeded;
    }

    /// <summary>True at once where no live traffic is touched; there the site's name has to be typed.</summary>
    protected async Task<bool> ConfirmAsync(string title, string text, string word, bool always = false) =>
        !(always || TouchesTraffic) || await Dialogs.ConfirmByTypingAsync(title, text, Site.Name, word) is not null;
}
