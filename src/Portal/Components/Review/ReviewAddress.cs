using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Review;
using Portal.Glue;

namespace Portal.Components.Review;

/// <summary>What the review's address says: the filters, the chosen group and the chosen report.</summary>
public sealed record ReviewAddress(Stage? Stage = null, string? Vendor = null, string? Whose = null, string? Group = null, Guid? Report = null)
{
    public const string Mine = "mine";
    public const string Mentions = "mentions";

    public ReviewFilter Filter => new(Stage, Vendor, Whose == Mine, Whose == Mentions);

    public bool Filtered => Stage is not null || Vendor is not null || Whose is not null;

    public override string ToString()
    {
        var said = new[]
        {
            ("stage", Stage is { } stage ? Json.Word(stage) : null), ("vendor", Vendor), ("whose", Whose), ("group", Group), ("report", Report?.ToString("D")),
        }.Where(pair => pair.Item2 is { Length: > 0 }).Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2!)}").ToList();
        return said.Count == 0 ? SitePaths.Review : $"{SitePaths.Review}?{string.Join('&', said)}";
    }
}
