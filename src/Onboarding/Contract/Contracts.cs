using System.Collections.Concurrent;
using System.Globalization;
using EhrAdapters.Mapping;
using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace Onboarding.Contract;

/// <summary>The versions of the data contract. A version never changes, so it is read once; which is the newest is asked every time.</summary>
public sealed class Contracts(IDbContextFactory<OnboardingDb> factory)
{
    private readonly ConcurrentDictionary<int, DataContract> known = new();

    /// <summary>The contract that new sites are judged by.</summary>
    public async Task<DataContract> CurrentAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await OfAsync(db, await db.CurrentContractAsync(cancellationToken), cancellationToken);
    }

    /// <summary>The contract that a site is judged by.</summary>
    public Task<DataContract> OfAsync(OnboardingDb db, Site site, CancellationToken cancellationToken) => OfAsync(db, site.ContractVersion, cancellationToken);

    public async Task<DataContract> OfAsync(OnboardingDb db, int number, CancellationToken cancellationToken)
    {
        if (number == ContractVersion.Shipped)
            return DataContract.Default;
        if (known.TryGetValue(number, out var contract))
            return contract;
        var version = await db.ContractVersions.AsNoTracking().SingleAsync(row => row.Number == number, cancellationToken);
        return known.GetOrAdd(number, new DataContract(number.ToString(CultureInfo.InvariantCulture), version.Fields));
    }

    /// <summary>All versions, the newest first, the shipped one last.</summary>
    public async Task<IReadOnlyList<ContractVersion>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.ContractVersions.AsNoTracking().OrderByDescending(version => version.Number).ToListAsync(cancellationToken);
    }
}

internal static class ContractReader
{
    /// <summary>The number of the newest version.</summary>
    internal static async Task<int> CurrentContractAsync(this OnboardingDb db, CancellationToken cancellationToken) =>
        await db.ContractVersions.MaxAsync(version => (int?)version.Number, cancellationToken) ?? ContractVersion.Shipped;
}
