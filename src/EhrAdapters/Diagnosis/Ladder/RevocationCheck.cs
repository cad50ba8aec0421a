using System.Globalization;
using System.Net.Http;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EhrAdapters.Http;

namespace EhrAdapters.Diagnosis.Ladder;

/// <summary>
/// Asks the list that the certificate names whether it was withdrawn: through the guard, bounded in time and size, once per climb.
/// A list that cannot be had is a fact for the engineer and never a failure.
/// </summary>
internal static class RevocationCheck
{
    private const long LargestList = 10 * 1024 * 1024;
    private const string Name = "Revocation";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>What is known; the code is TLS-REVOKED or null.</summary>
    internal static async Task<(string? Code, EvidenceItem Fact)> AskAsync(Climb climb, X509Certificate2 certificate, X509Certificate2? issuer, CancellationToken cancellationToken)
    {
        if (issuer is null || RevocationList.AddressesIn(certificate) is not [var address, ..])
            return (null, new(Name, "not known: the certificate names no list"));
        byte[]? body = null;
        try
        {
            var inTime = await climb.WithinAsync(Limit, async token => body = await FetchAsync(climb, address, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            if (!inTime || body is null)
                return Unknown(address, inTime ? "its list is too large or missing" : "its list did not arrive in time");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Unknown(address, "its list could not be fetched");
        }

        return Judge(climb, RevocationList.Read(body), certificate, issuer, address);
    }

    private static (string? Code, EvidenceItem Fact) Judge(Climb climb, RevocationList? list, X509Certificate2 certificate, X509Certificate2 issuer, Uri address)
    {
        try
        {
            if (list is null || !list.IsSignedBy(issuer))
                return Unknown(address, "its list is not signed by the issuer");
        }
        catch (CryptographicException)
        {
            return Unknown(address, "its list is not signed by the issuer");
        }

        if (list.Holds(certificate))
            return (FindingCodes.TlsRevoked, new(Name, $"withdrawn, says {address.GetLeftPart(UriPartial.Path)}"));
        return list.NextUpdate < climb.Time.GetUtcNow()
            ? Unknown(address, string.Create(CultureInfo.InvariantCulture, $"its list ran out on {list.NextUpdate:yyyy-MM-dd}"))
            : (null, new(Name, "not withdrawn"));
    }

    private static async Task<byte[]?> FetchAsync(Climb climb, Uri address, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(HandlerFactory.Create(climb.Connection.AllowPrivateNetwork, climb.Limits, climb.Time, climb.Network)) { Timeout = Timeout.InfiniteTimeSpan };
        using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
            return null;
        var body = await BodyReader.ReadAsync(response.Content, LargestList, cancellationToken).ConfigureAwait(false);
        return body.TooLarge || body.Truncated ? null : body.Bytes;
    }

    private static (string? Code, EvidenceItem Fact) Unknown(Uri address, string why) => (null, new(Name, $"not known: {why} ({address.Host})"));
}
