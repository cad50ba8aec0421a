using EhrAdapters.Mapping;
using Onboarding.Stages.MapFields.CodeMaps;
using Onboarding.Stages.MapFields.Fleet;
using Onboarding.Stages.MapFields.Templates;

namespace Onboarding.Stages.MapFields.OpenPoints;

/// <summary>Conflicts, what is never filled, and what is not mapped: one list, found on the samples in memory.</summary>
public static class OpenPointFinder
{
    /// <summary>The open points of a mapping, the most urgent first.</summary>
    /// <param name="template">What the mapping is compared with; nothing where it is null.</param>
    public static IReadOnlyList<OpenPoint> Of(MappingSession session, FieldMap map, SiteTemplate? template = null)
    {
        var fields = FieldRows.All(session.Contract, map);
        var mapped = fields.Where(field => !string.IsNullOrWhiteSpace(map.Find(field.Id)?.Expression)).ToList();
        return
        [
            .. fields.Except(mapped).Where(field => field.Requirement is not FieldRequirement.Optional)
                .Select(field => new OpenPoint(OpenPointKind.NotMapped, field.Id, 1, 1))
                .Concat(SamePlaces(mapped, map))
                .Concat((template ?? SiteTemplate.None).Differing(map, session.Contract).Where(field => mapped.Exists(own => own.Id == field.FieldId)).Select(field => new OpenPoint(OpenPointKind.DiffersFromTemplate, field.FieldId, 1, 1)))
                .Concat(session.SampleCount == 0 ? [] : mapped.SelectMany(field => Tried(session, field, map.Find(field.Id)!)))
                .Select(point => point with { Needed = fields.First(field => field.Id == point.FieldId).IsNeeded() })
                .OrderBy(point => point.State).ThenBy(point => point.Kind).ThenByDescending(point => point.Count),
        ];
    }

    private static IEnumerable<OpenPoint> SamePlaces(IReadOnlyList<ContractField> mapped, FieldMap map) => mapped
        .GroupBy(field => (field.ResourceType, ExpressionText.Normalise(map.Find(field.Id)!.Expression)))
        .Where(place => place.Count() > 1)
        .SelectMany(place => place.Skip(1).Select(other => new OpenPoint(OpenPointKind.SamePlace, place.First().Id, 2, 2, other.Id)));

    private static IEnumerable<OpenPoint> Tried(MappingSession session, ContractField field, FieldMapping mapping)
    {
        var (found, records) = session.Filled(field, mapping);
        var codes = session.LocalCodes(field, mapping);
        var open = codes.Where(code => code.MapsTo is null).ToList();
        if (open.Count > 0)
            yield return new(OpenPointKind.CodesOpen, field.Id, open.Count, codes.Count) { Covered = open.Sum(code => code.Count), Values = records };
        else if (found == 0 && records > 0 && field.Requirement is not FieldRequirement.Optional)
            yield return new(OpenPointKind.NeverFilled, field.Id, 0, records);
        if (session.Differing(field, mapping) is { Count: > 0 } differing)
            yield return new(OpenPointKind.TwoValues, field.Id, differing.Count, differing.Of);
        if (OneWay.Of(mapping.CodeMap) is { Count: > 0 } shared)
            yield return new(OpenPointKind.OneWay, field.Id, shared.Count, mapping.CodeMap.Count);
    }
}
