using System.Collections.Concurrent;
using EhrAdapters.Checks;
using EhrAdapters.Diagnosis;
using Resource = Hl7.Fhir.Model.Resource;

namespace Onboarding.Stages.Samples.Charts;

/// <summary>What became of one reference.</summary>
public enum ReferenceState
{
    /// <summary>Its target is there.</summary>
    Resolves,

    /// <summary>Its target is not there.</summary>
    Broken,

    /// <summary>It names another host, where our token must not go.</summary>
    OtherHost,

    /// <summary>We may not read its target, or there were too many to look up.</summary>
    NotLookedUp,
}

/// <summary>One element that refers to something, over all records.</summary>
/// <param name="Path">The element, such as <c>Observation.encounter</c>.</param>
/// <param name="Count">References from this element that ended so.</param>
public sealed record ReferenceCount(string Path, ReferenceState State, int Count);

/// <summary>Follows the references of everything that was fetched: first within it, then by one read for each target that is not among it.</summary>
public sealed class ReferenceLookup(HospitalVisit visit)
{
    /// <summary>Targets read at most in one run; they are shared by many records.</summary>
    public const int MostReads = 60;

    public async Task<IReadOnlyList<ReferenceCount>> FollowAsync(IReadOnlyList<Resource> fetched, CancellationToken cancellationToken)
    {
        var found = fetched.SelectMany(resource => ResourceReferences.Of(resource, visit.Adapter.Connection.FhirBaseUrl)).ToList();
        var known = fetched.Select(resource => (resource.TypeName, Id: ResourceIds.Of(resource) ?? "")).ToHashSet();
        // In one order whatever the order of the patients, so that the same ones are looked up.
        var asked = found.Where(reference => reference.Kind is ReferenceKind.Here).Select(reference => (reference.Type, reference.Id)).Distinct()
            .Where(target => !known.Contains(target)).Order().ToList();
        var read = new ConcurrentDictionary<(string Type, string Id), ReferenceState>();
        await Task.WhenAll(asked.Take(MostReads).Select(async target => read[target] = await ReadAsync(target, cancellationToken)));
        return [.. found.GroupBy(reference => (reference.Path, State: State(reference)))
            .Select(alike => new ReferenceCount(alike.Key.Path, alike.Key.State, alike.Count()))
            .OrderBy(count => count.State).ThenBy(count => count.Path, StringComparer.Ordinal)];

        ReferenceState State(RecordReference reference) => reference.Kind switch
        {
            ReferenceKind.Here when known.Contains((reference.Type, reference.Id)) => ReferenceState.Resolves,
            ReferenceKind.Here => read.GetValueOrDefault((reference.Type, reference.Id), ReferenceState.NotLookedUp),
            ReferenceKind.Contained => ReferenceState.Resolves,
            ReferenceKind.ContainedMissing or ReferenceKind.Malformed => ReferenceState.Broken,
            ReferenceKind.OtherHost => ReferenceState.OtherHost,
            ReferenceKind.Logical => ReferenceState.NotLookedUp,
        };
    }

    private async Task<ReferenceState> ReadAsync((string Type, string Id) target, CancellationToken cancellationToken)
    {
        var answer = await visit.AskAsync((adapter, stop) => adapter.ReadResourceAsync(target.Type, target.Id, stop), cancellationToken);
        return answer switch
        {
            { Succeeded: true } => ReferenceState.Resolves,
            { Finding.Code: FindingCodes.Api404Patient } => ReferenceState.Broken,
            // A server that does not let us read the type has not lost the record.
            _ => ReferenceState.NotLookedUp,
        };
    }
}
