using System.Security.Cryptography;
using System.Text;
using EhrAdapters.Mapping;

namespace Onboarding.Contract;

/// <summary>What evidence is bound to of a data contract: everything that a field is judged by, and not what it is called.</summary>
public static class ContractMark
{
    private static readonly Lazy<string> OfShipped = new(() => Of(DataContract.Default.Fields));

    /// <summary>The mark of the contract that ships.</summary>
    public static string Shipped => OfShipped.Value;

    public static string Of(IReadOnlyList<ContractField> fields)
    {
        var judged = fields.OrderBy(field => field.Id, StringComparer.Ordinal).Select(field => field with { Label = "", AllowedCodes = [.. field.AllowedCodes.Order(StringComparer.Ordinal)] });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Json.Write(judged))))[..16];
    }
}
