using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace EhrAdapters.Mapping;

/// <summary>Brings language codes to BCP 47: hospitals also send three-letter codes, upper case and underscores.</summary>
internal static partial class LanguageTag
{
    // ISO 639-2 (both its forms) to the two-letter code that BCP 47 prefers, for the languages spoken most in US hospitals.
    private static readonly FrozenDictionary<string, string> Short =
        ("eng en,spa es,fre fr,fra fr,ger de,deu de,ita it,por pt,rus ru,chi zh,zho zh,jpn ja,kor ko,vie vi,ara ar,heb he,hin hi,urd ur," +
         "ben bn,pan pa,guj gu,tam ta,tel te,mar mr,nep ne,pol pl,ukr uk,cze cs,ces cs,slo sk,slk sk,hun hu,rum ro,ron ro,bul bg,gre el," +
         "ell el,tur tr,per fa,fas fa,arm hy,hye hy,alb sq,sqi sq,bos bs,hrv hr,srp sr,som so,amh am,tir ti,swa sw,hau ha,yor yo,ibo ig," +
         "hat ht,tgl tl,ilo ilo,hmn hmn,khm km,lao lo,tha th,bur my,mya my,may ms,msa ms,ind id,dut nl,nld nl,swe sv,nor no,dan da,fin fi," +
         "nav nv,haw haw,smo sm,ton to,yid yi,geo ka,kat ka,kur ku,pus ps,uzb uz,mon mn,sin si,mal ml,kan kn")
        .Split(',').Select(pair => pair.Split(' ')).ToFrozenDictionary(pair => pair[0], pair => pair[1]);

    private static readonly FrozenDictionary<string, string> Names =
        ("english en,spanish es,french fr,german de,italian it,portuguese pt,russian ru,chinese zh,mandarin cmn,cantonese yue,japanese ja," +
         "korean ko,vietnamese vi,arabic ar,hebrew he,hindi hi,urdu ur,bengali bn,polish pl,ukrainian uk,tagalog tl,somali so,amharic am," +
         "haitiancreole ht,hmong hmn,farsi fa,persian fa,american_sign_language ase")
        .Split(',').Select(pair => pair.Split(' ')).ToFrozenDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>The tag in its preferred form, or null where the text is no language.</summary>
    internal static string? Normalise(string text)
    {
        var plain = text.Trim().Replace('_', '-');
        var language = plain.Split('-')[0].ToLowerInvariant();
        if (Names.TryGetValue(string.Concat(plain.Where(char.IsLetter)).ToLowerInvariant(), out var named))
            return named;
        if (!Shape().IsMatch(plain))
            return null;
        var rest = plain[language.Length..];
        return (Short.GetValueOrDefault(language) ?? language) + Region().Replace(rest, match => match.Value.ToUpperInvariant());
    }

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")]
    private static partial Regex Shape();

    [GeneratedRegex("(?<=^-)[A-Za-z]{2}$")]
    private static partial Regex Region();
}
