using System.Globalization;
using EhrAdapters.Mapping;

namespace Portal.Components.Contract;

/// <summary>Addresses of the data contract: the kind of record that is shown, and two versions that are compared.</summary>
public static class ContractAddress
{
    public const string Page = "/data-contract";

    public const string Versions = "versions";

    public static string Of(string resourceType) => resourceType == ContractResources.Patient ? Page : $"{Page}?type={resourceType}";

    public static string Compare(int from, int to) => $"{Page}?compare={from}..{to}#{Versions}";

    /// <summary>The kind of record that an address names; patients where it names none that there is.</summary>
    public static string TypeOf(string? asked) => ContractResources.All.FirstOrDefault(type => type == asked) ?? ContractResources.Patient;

    /// <summary>The two versions that an address names, or null.</summary>
    public static (int From, int To)? Compared(string? asked) =>
        asked?.Split("..") is [var from, var to] && Number(from) is { } one && Number(to) is { } other ? (one, other) : null;

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
