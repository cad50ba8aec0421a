using EhrAdapters.Mapping;
using Onboarding.Sites;
using Onboarding.Stages.MapFields;
using Onboarding.Stages.MapFields.Versions;
using Onboarding.Stages.Samples;
using Onboarding.Stages.ValidatePatients;

namespace Onboarding.Review.Changes;

/// <summary>
/// The patients of one failed report, fetched anew and in memory for as long as somebody works on a change. What leaves it is
/// masked.
/// </summary>
public sealed class ChangeTrial
{
    private const string OtherNumber = "This place holds another number than the one the hospital named.";

    private readonly IReadOnlyList<Sample> samples;
    private readonly IFieldMapper mapper;
    private readonly JudgedField before;

    internal ChangeTrial(ReviewItem item, ContractField field, IReadOnlyList<Sample> samples, MappingSession session, IFieldMapper mapper, int nextVersion)
    {
        (Item, Field, Session, NextVersion) = (item, field, session, nextVersion);
        (this.samples, this.mapper) = (samples, mapper);
        before = Judge(Site.Configuration.Mapping);
    }

    public ReviewItem Item { get; }

    public Site Site => Item.Site;

    public ContractField Field { get; }

    /// <summary>The same patients, for the mapping's editors.</summary>
    public MappingSession Session { get; }

    /// <summary>The number that a save gets.</summary>
    public int NextVersion { get; }

    public FieldMapping? Saved => Site.Configuration.Mapping.Find(Field.Id);

    /// <summary>The field on every patient of the report, as it is saved and as it would be.</summary>
    public TriedChange Try(FieldMapping proposed)
    {
        var problem = string.IsNullOrWhiteSpace(proposed.Expression) ? "Write where the value comes from." : mapper.Validate(proposed.Expression);
        var after = problem is null ? Judge(Site.Configuration.Mapping.With(proposed)) : before;
        return new(problem, before.Matrix, after.Matrix, [.. samples.Select(sample => sample.Number)]);
    }

    /// <summary>True where nothing would be other than it is saved.</summary>
    public bool IsSaved(FieldMapping proposed) => MappingDiff.Between(Site.Configuration.Mapping, Site.Configuration.Mapping.With(proposed)).Count == 0;

    /// <summary>True where a value of one of these patients is written into the change: it is stored and read by people who may not see one.</summary>
    internal bool TellsOfPatient(FieldMapping proposed)
    {
        var known = samples.SelectMany(PatientWords.Of).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return known.Overlaps(proposed.CodeMap.Keys.Select(code => code.Trim())) || known.Any(word => proposed.Expression.Contains($"'{word}'", StringComparison.OrdinalIgnoreCase));
    }

    private JudgedField Judge(FieldMap map)
    {
        // Only this field, and the date that it may not lie before.
        var only = Session.Contract with { Fields = [.. Session.Contract.Fields.Where(field => field.Id == Field.Id || field.Id == Field.Plausibility.NotBefore)] };
        IReadOnlyList<CellReading> read = [.. new CellReadings(mapper, map, only, samples).Of(Field).Zip(samples, Checked)];
        return new(new FieldJudge(Field, read, Site.Configuration.Thresholds), read, map.Find(Field.Id)?.Expression);
    }

    // The number decides who a patient is: one of another kind is wrong, however well it is formed.
    private CellReading Checked(CellReading read, Sample sample) =>
        Field.Id == ContractFields.Mrn && sample.Mrn is { } asked && read.Read.Weakest is { Outcome: FieldOutcome.Populated, Value: string mapped } number && !MrnMatch.Same(asked, mapped)
            ? read with { Read = new([number with { Outcome = FieldOutcome.Invalid, Value = null, Reason = OtherNumber }]) }
            : read;

    public override string ToString() => $"(trial on {samples.Count} patients)";
}
