namespace EhrAdapters.Mapping;

/// <summary>Which field is read where, by resource type: what a map and a contract come to, worked out once for all records.</summary>
internal sealed class MappingPlan
{
    private readonly Dictionary<string, IReadOnlyList<PlannedField>> byType;
    private readonly Dictionary<string, IReadOnlyList<(int Late, int First)>> orders;

    internal MappingPlan(FieldMap map, DataContract contract)
    {
        Contract = contract;
        var mappings = map.Fields.DistinctBy(mapping => mapping.FieldId).ToDictionary(mapping => mapping.FieldId, StringComparer.Ordinal);
        byType = contract.Fields.Concat(map.CustomFields)
            .GroupBy(field => field.ResourceType, StringComparer.Ordinal)
            .ToDictionary(
                type => type.Key,
                type => (IReadOnlyList<PlannedField>)[.. type.Select(field => new PlannedField(field, mappings.GetValueOrDefault(field.Id)))],
                StringComparer.Ordinal);
        orders = byType.ToDictionary(type => type.Key, type => Order(type.Value), StringComparer.Ordinal);
    }

    internal DataContract Contract { get; }

    internal IReadOnlyList<PlannedField> For(string resourceType) => byType.GetValueOrDefault(resourceType, []);

    /// <summary>Places of dates that may not lie before another one.</summary>
    internal IReadOnlyList<(int Late, int First)> Orders(string resourceType) => orders.GetValueOrDefault(resourceType, []);

    private static IReadOnlyList<(int Late, int First)> Order(IReadOnlyList<PlannedField> fields)
    {
        var places = fields.Select((planned, at) => (planned.Field, at)).ToList();
        return [.. places.Where(place => place.Field.Plausibility.NotBefore is not null)
            .Select(place => (place.at, places.FindIndex(other => other.Field.Id == place.Field.Plausibility.NotBefore)))
            .Where(pair => pair.Item2 >= 0)];
    }
}

/// <summary>A field and where it is read; the mapping is null where no place is given.</summary>
internal sealed record PlannedField(ContractField Field, FieldMapping? Mapping);
