using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.HospitalLinks;
using Portal.Components.Controls;
using Portal.Glue;

namespace Portal.Components.HospitalLinks;

/// <summary>What somebody at the hospital sees behind a link. Reads only: mail scanners open links before people do.</summary>
public sealed partial class LinkPage
{
    private OpenedLink? _opened;
    private Refusal? _refused;

    [Parameter]
    public required string Token { get; set; }

    [SupplyParameterFromQuery(Name = HospitalLinkEndpoint.Problem)]
    public string? ProblemCode { get; set; }

    [Inject]
    public required LinkDesk Links { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [CascadingParameter]
    public HttpContext? Http { get; set; }

    private string Title => _refused is null ? _opened!.Page!.Title : _opened is { Lapsed: true } ? "This link has lapsed" : _opened is not null ? "This is over" : "This link does not work";

    private string Lapses => SiteTime.Absolute(_opened!.Link.ExpiresAt, Clock.GetUtcNow(), _opened.TimeZone);

    // A word of ours chooses the sentence; what stands in an address is never shown.
    private string? Problem => ProblemCode is null ? null : "That did not work, and nothing was changed. Try once more, or call the person who sent you the link.";

    protected override async Task OnInitializedAsync()
    {
        _opened = await Links.FindAsync(Token, Http?.RequestAborted ?? CancellationToken.None);
        _refused = _opened switch
        {
            null => LinkDesk.Unknown,
            { Lapsed: true } => LinkDesk.Lapsed,
            { Page: null } => LinkDesk.Gone,
            _ => null,
        };
        // Not 404, for which the framework would show the page of addresses that do not exist.
        if (_refused is not null && Http is { Response.HasStarted: false } http) http.Response.StatusCode = StatusCodes.Status410Gone;
    }
}
