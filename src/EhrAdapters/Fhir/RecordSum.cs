using EhrAdapters.Diagnosis;

namespace EhrAdapters.Fhir;

/// <summary>Several searches for one kind of record as one answer, each record once.</summary>
internal sealed class RecordSum(int limit)
{
    private readonly Gathered<ClinicalRecord> records = new(limit, record => record.Resource);
    private readonly List<Finding> warnings = [];
    private IReadOnlyList<EvidenceItem> evidence = [];
    private int unreadable;
    private bool more;

    public void Add(EhrResult<Gathered<RecordReading.Match>> result)
    {
        var found = result.Value!;
        records.Add([.. found.Items.Select(match => match.Record).OfType<ClinicalRecord>()]);
        unreadable += found.Items.Count(match => match.Record is null);
        more |= found.HasMore;
        warnings.AddRange(result.Warnings);
        evidence = result.Evidence;
    }

    public EhrResult<PatientRecords> Result
    {
        get
        {
            EhrResult<PatientRecords> all = new PatientRecords(records.Items, unreadable, more || records.HasMore);
            return all with { Warnings = [.. warnings.DistinctBy(warning => warning.Code)], Evidence = evidence };
        }
    }
}
