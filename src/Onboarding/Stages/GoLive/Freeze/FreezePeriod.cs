using System.Globalization;
using Onboarding.Sites;

namespace Onboarding.Stages.GoLive.Freeze;

/// <summary>Days on which nothing is changed: at one site or at all, with the reason. Never deleted; it is its own record.</summary>
public sealed class FreezePeriod
{
    public Guid Id { get; init; }

    /// <summary>The site that it is for; null for every site.</summary>
    public required SiteId? SiteId { get; init; }

    /// <summary>The first day, by each site's own clock.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly To { get; init; }

    public required string Reason { get; init; }

    public required string AddedBy { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? EndedBy { get; set; }

    /// <summary>True where a part of the window lies in it, by the site's clock.</summary>
    public bool Covers(DateTimeOffset from, DateTimeOffset to, string zone) =>
        EndedAt is null && SiteClock.Day(from, zone) <= To && SiteClock.Day(to.AddTicks(-1), zone) >= From;

    public string Days => From == To ? Day(From) : $"{Day(From)} to {Day(To)}";

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
