using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EhrAdapters.Diagnosis.Ladder;

/// <summary>A certificate revocation list (RFC 5280, 5.1), read only as far as our question goes: is it the issuer's, is it in date, is this number on it.</summary>
internal sealed class RevocationList
{
    private const string DistributionPoints = "2.5.29.31";
    private static readonly Asn1Tag Whole = new(TagClass.ContextSpecific, 0, isConstructed: true);

    private readonly HashSet<BigInteger> withdrawn = [];

    private RevocationList(ReadOnlyMemory<byte> der)
    {
        var list = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        Signed = list.PeekEncodedValue();
        var body = list.ReadSequence();
        Algorithm = list.ReadSequence().ReadObjectIdentifier();
        Signature = list.ReadBitString(out _);
        if (body.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
            body.ReadInteger();
        body.ReadEncodedValue();
        body.ReadEncodedValue();
        Time(body);
        NextUpdate = body.HasData && IsTime(body) ? Time(body) : null;
        if (!body.HasData || !body.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
            return;
        for (var entries = body.ReadSequence(); entries.HasData;)
            withdrawn.Add(entries.ReadSequence().ReadInteger());
    }

    public DateTimeOffset? NextUpdate { get; }

    private ReadOnlyMemory<byte> Signed { get; }

    private string Algorithm { get; }

    private byte[] Signature { get; }

    /// <summary>Reads a list; null where it is none.</summary>
    public static RevocationList? Read(ReadOnlyMemory<byte> der)
    {
        try
        {
            return new(der);
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>The http addresses that a certificate names for its issuer's list (RFC 5280, 4.2.1.13).</summary>
    public static IReadOnlyList<Uri> AddressesIn(X509Certificate2 certificate)
    {
        List<Uri> found = [];
        try
        {
            if (certificate.Extensions[DistributionPoints] is not { } extension)
                return found;
            for (var points = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence(); points.HasData;)
            {
                var point = points.ReadSequence();
                if (!point.HasData || !point.PeekTag().HasSameClassAndValue(Whole))
                    continue;
                var name = point.ReadSequence(Whole);
                if (!name.HasData || !name.PeekTag().HasSameClassAndValue(Whole))
                    continue;
                for (var names = name.ReadSequence(Whole); names.HasData;)
                {
                    var tag = names.PeekTag();
                    if (tag.HasSameClassAndValue(new(TagClass.ContextSpecific, 6)) && Uri.TryCreate(names.ReadCharacterString(UniversalTagNumber.IA5String, tag), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
                        found.Add(uri);
                    else if (!tag.HasSameClassAndValue(new(TagClass.ContextSpecific, 6)))
                        names.ReadEncodedValue();
                }
            }
        }
        catch (AsnContentException)
        {
            // A malformed extension names nothing.
        }

        return found;
    }

    /// <summary>True where the certificate's number is on the list.</summary>
    public bool Holds(X509Certificate2 certificate) => withdrawn.Contains(new BigInteger(certificate.SerialNumberBytes.Span, isUnsigned: false, isBigEndian: true));

    /// <summary>True where the issuer signed this list with its own key.</summary>
    public bool IsSignedBy(X509Certificate2 issuer)
    {
        HashAlgorithmName? hash = Algorithm switch
        {
            "1.2.840.113549.1.1.11" or "1.2.840.10045.4.3.2" => HashAlgorithmName.SHA256,
            "1.2.840.113549.1.1.12" or "1.2.840.10045.4.3.3" => HashAlgorithmName.SHA384,
            "1.2.840.113549.1.1.13" or "1.2.840.10045.4.3.4" => HashAlgorithmName.SHA512,
            _ => null,
        };
        if (hash is not { } algorithm)
            return false;
        using var rsa = issuer.GetRSAPublicKey();
        using var elliptic = issuer.GetECDsaPublicKey();
        return rsa?.VerifyData(Signed.Span, Signature, algorithm, RSASignaturePadding.Pkcs1)
            ?? elliptic?.VerifyData(Signed.Span, Signature, algorithm, DSASignatureFormat.Rfc3279DerSequence)
            ?? false;
    }

    private static bool IsTime(AsnReader reader) => reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) || reader.PeekTag().HasSameClassAndValue(Asn1Tag.GeneralizedTime);

    private static DateTimeOffset Time(AsnReader reader) => reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();
}
