using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Review;
using Portal.Glue;

namespace Portal.Components.Review;

/// <summary>The groups of failures, one line each; J and K walk them.</summary>
public sealed partial class QueueList
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<ReviewGroup> Groups { get; set; }

    [Parameter, EditorRequired]
    public required ReviewGroup Chosen { get; set; }

    [Parameter, EditorRequired]
    public required ReviewAddress Address { get; set; }

    [Parameter, EditorRequired]
    public required ReviewPace Pace { get; set; }

    [CascadingParameter]
    public required Actor Me { get; set; }

    [Inject]
    public required VendorNames Vendors { get; init; }

    private int At => Groups.ToList().IndexOf(Chosen);

    /// <summary>"3 reports · 2 sites", or the one site by its name.</summary>
    internal static string Count(ReviewGroup group) =>
        group.Items.Count == 1 ? group.Items[0].Site.Name
        : $"{group.Items.Count} reports · {(group.Sites == 1 ? "1 site" : $"{group.Sites} sites")}";

    private string PaceText => string.Join(' ',
        Pace.Reports == 0 ? "Nothing decided in the last 24 h." : $"Decided in the last 24 h: {Counted(Pace.Reports, "report")} in {Counted(Pace.Groups, "group")}.",
        Pace.Median is { } median ? $"Median time to a decision in the last 7 d: {Ago.Exact(median)}." : "No decision in the last 7 d.");

    private static string Counted(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private string Link(ReviewGroup group) => (Address with { Group = group.Fingerprint, Report = null }).ToString();

    private string Person(ReviewGroup group) =>
        string.Join(" · ", new[] { group.Assigned is { } assigned ? assigned.PersonId == Me.Id ? "Assigned to me" : assigned.PersonName : null, group.Mentions(Me) ? "mentions you" : null, group.IsProposed ? "change proposed" : null }.OfType<string>());
}
