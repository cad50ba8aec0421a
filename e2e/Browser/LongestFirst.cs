using Portal.E2E.Browser;
using Portal.E2E.Journeys;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Portal.E2E.Browser;

/// <summary>Begins with the journeys that take longest, so that none of them is left over while the other threads have nothing to do.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = [Dials.Turned, OwnHospitals.Name, nameof(GoLivePlannedTests), nameof(Looks.PagesTests), nameof(NewToLiveTests), nameof(KeysTests)];

    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections)
        where T : ITestCollection =>
        [.. testCollections.OrderBy(collection => Array.FindIndex(Long, name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)) is var at && at < 0 ? Long.Length : at)];
}
