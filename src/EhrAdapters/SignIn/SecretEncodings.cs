using System.Net;
using EhrAdapters.Diagnosis;

namespace EhrAdapters.SignIn;

/// <summary>RFC 6749, 2.3.1 wants id and secret form-encoded in the Basic header; several servers compare the raw text instead.</summary>
internal static class SecretEncodings
{
    /// <summary>Said where both ways were tried.</summary>
    public static readonly EvidenceItem Tried = new("Secret encodings tried", "form-encoded and raw");

    /// <summary>The symbols of a secret that the two ways write differently, each once; empty where there is none.</summary>
    public static string Symbols(string secret) =>
        string.Join(' ', secret.Where(letter => WebUtility.UrlEncode(letter.ToString()) != letter.ToString()).Distinct().Order().Select(letter => char.IsAscii(letter) && !char.IsWhiteSpace(letter) ? letter.ToString() : "other"));
}
