using System.Collections.Frozen;

namespace Onboarding.Stages.ValidatePatients.Records;

/// <summary>The checks that are about no single field but about the records as a whole.</summary>
public static class RecordChecks
{
    /// <summary>The codes of their rows.</summary>
    public static FrozenSet<string> Codes { get; } = FrozenSet.Create(
        StringComparer.Ordinal, StructureRows.Strict, StructureRows.Open, ReferenceRow.Code, CodeShareRow.Code, PlausibleRow.Code, CoverageRows.MustSupport, CoverageRows.Applicable);
}
