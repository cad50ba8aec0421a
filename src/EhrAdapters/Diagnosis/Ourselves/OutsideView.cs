using System.Net;
using EhrAdapters.Http;

namespace EhrAdapters.Diagnosis.Ourselves;

/// <summary>Tells by an address of ours alone whether a hospital could reach it.</summary>
internal static class OutsideView
{
    private static readonly string[] InternalSuffixes = [".local", ".localhost", ".internal", ".lan", ".corp", ".intranet", ".home.arpa", ".localdomain"];

    /// <summary>Why nobody outside can call it, in words; null where nothing speaks against it.</summary>
    internal static string? Obstacle(Uri address)
    {
        var host = address.IdnHost;
        return address switch
        {
            { IsLoopback: true } => "this name means our own machine",
            _ when IPAddress.TryParse(host.Trim('[', ']'), out var literal) && !OutboundGuard.IsPublic(literal) => "this is an address of our own network",
            _ when !host.Contains('.', StringComparison.Ordinal) && !IPAddress.TryParse(host.Trim('[', ']'), out _) => "this name exists only inside our own network",
            _ when InternalSuffixes.Any(suffix => host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) => "this name exists only inside our own network",
            { Scheme: not "https" } => "it is not encrypted (https)",
            _ => null,
        };
    }
}
