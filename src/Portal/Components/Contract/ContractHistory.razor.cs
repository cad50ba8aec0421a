using EhrAdapters.Mapping;
using Microsoft.AspNetCore.Components;
using Onboarding.Contract;

namespace Portal.Components.Contract;

/// <summary>Every version with who published it and why, and two of them against each other.</summary>
public sealed partial class ContractHistory
{
    private const int ChangesTold = 2;

    /// <summary>The published versions, the newest first.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<ContractVersion> Versions { get; set; }

    [Parameter]
    public (int From, int To)? Compared { get; set; }

    private int Newest => Versions.Count > 0 ? Versions[0].Number : ContractVersion.Shipped;

    private IReadOnlyList<ContractField>? FieldsOf(int number) =>
        number == ContractVersion.Shipped ? DataContract.Default.Fields : Versions.FirstOrDefault(version => version.Number == number)?.Fields;

    private string Summary(ContractVersion version)
    {
        var changes = ContractDiff.Between(FieldsOf(version.Number - 1)!, version.Fields);
        var told = string.Join("; ", changes.Take(ChangesTold).Select(ContractDiff.Text));
        return changes.Count > ChangesTold ? $"{told} and {changes.Count - ChangesTold} more" : told;
    }
}
