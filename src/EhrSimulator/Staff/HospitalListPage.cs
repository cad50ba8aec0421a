using System.Net;
using EhrSimulator.Hospitals;

namespace EhrSimulator.Staff;

/// <summary>The front page: all simulated hospitals.</summary>
internal static class HospitalListPage
{
    public static string Render(IReadOnlyList<Hospital> hospitals) => PageFrame.Wrap("Simulated hospitals", $"""
        <h1>Simulated hospitals</h1>
        <p class="lead">Each behaves like a server of its vendor, with invented patients. Open one to play its staff or to turn its dials.</p>
        {string.Concat(hospitals.GroupBy(h => h.Vendor.Name).Select(Group))}
        """);

    private static string Group(IGrouping<string, Hospital> vendor) => $"""
        <section class="card"><h2>{E(vendor.Key)}</h2><ul class="list">
        {string.Concat(vendor.Select(Item))}
        </ul></section>
        """;

    private static string Item(Hospital hospital) => $"""
        <li><a href="/hospitals/{hospital.Profile.Slug}">{E(hospital.Profile.Name)}</a>
        <span class="meta">{E(hospital.Profile.Town.City)}, {hospital.Profile.Town.State} · {E(string.Join(", ", hospital.Profile.SignInMethods))}</span>
        <a class="meta" href="/hospitals/{hospital.Profile.Slug}/site.json" aria-label="site.json of {E(hospital.Profile.Name)}">site.json</a></li>
        """;

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
