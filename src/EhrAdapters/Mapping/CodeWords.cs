using System.Collections.Frozen;

namespace EhrAdapters.Mapping;

/// <summary>The codes of one field and the words by which hospitals say them.</summary>
/// <param name="Codes">The codes that the data contract allows.</param>
/// <param name="Words">Words in lower case without punctuation, and foreign codes, to allowed codes.</param>
internal sealed record CodeWords(IReadOnlyList<string> Codes, FrozenDictionary<string, string> Words)
{
    /// <summary>HL7 administrative gender.</summary>
    internal static readonly CodeWords Gender = Of(
        ("male", ["male", "m", "man", "boy"]),
        ("female", ["female", "f", "woman", "girl"]),
        ("other", ["other", "o", "oth", "nonbinary", "x", "intersex", "undifferentiated"]),
        ("unknown", ["unknown", "u", "unk", "notknown", "unspecified", "notrecorded"]));

    /// <summary>US Core birth sex; the two numbers are SNOMED CT's, as us-core-sex uses them.</summary>
    internal static readonly CodeWords BirthSex = Of(
        ("F", ["female", "f", "248152002"]),
        ("M", ["male", "m", "248153007"]),
        ("UNK", ["unknown", "u", "unk", "notknown", "notrecorded"]),
        ("OTH", ["other", "o", "oth", "intersex"]),
        ("ASKU", ["askedbutunknown", "asku", "declined", "refused", "choosenottodisclose"]));

    /// <summary>OMB race categories of US Core, CDC's "other race" beside them because hospitals send it, and the null flavours.</summary>
    internal static readonly CodeWords Race = Of(
        ("1002-5", ["americanindianoralaskanative", "americanindian", "alaskanative", "nativeamerican"]),
        ("2028-9", ["asian"]),
        ("2054-5", ["blackorafricanamerican", "black", "africanamerican"]),
        ("2076-8", ["nativehawaiianorotherpacificislander", "nativehawaiian", "pacificislander", "otherpacificislander"]),
        ("2106-3", ["white", "caucasian", "whiteorcaucasian"]),
        ("2131-1", ["otherrace", "other", "someotherrace"]),
        ("UNK", ["unknown", "unk", "notrecorded", "notknown"]),
        ("ASKU", ["askedbutunknown", "asku", "declined", "refused", "declinedtoanswer", "patientdeclined", "patientrefused", "declinedtospecify", "choosenottodisclose"]));

    /// <summary>OMB ethnicity categories of US Core and the null flavours.</summary>
    internal static readonly CodeWords Ethnicity = Of(
        ("2135-2", ["hispanicorlatino", "hispanic", "latino", "hispaniclatino", "hispanicorlatinospanishorigin", "hispanicorlatinx"]),
        ("2186-5", ["nothispanicorlatino", "nonhispanicorlatino", "nothispanic", "nonhispanic", "nothispaniclatinoorspanishorigin", "nothispaniclatino"]),
        ("UNK", ["unknown", "unk", "notrecorded", "notknown"]),
        ("ASKU", ["askedbutunknown", "asku", "declined", "refused", "declinedtoanswer", "patientdeclined", "patientrefused", "declinedtospecify", "choosenottodisclose"]));

    /// <summary>HL7 v3 ActEncounterCode and the words for it.</summary>
    internal static readonly CodeWords EncounterClass = Of(
        ("AMB", ["ambulatory", "outpatient", "op", "amb", "officevisit", "clinic", "clinicvisit", "appointment"]),
        ("EMER", ["emergency", "emer", "ed", "er", "emergencydepartment", "emergencyroom"]),
        ("IMP", ["inpatient", "imp", "ip", "inpatientencounter", "hospitalencounter"]),
        ("ACUTE", ["inpatientacute", "acuteinpatient"]),
        ("NONAC", ["inpatientnonacute", "nonacuteinpatient"]),
        ("OBSENC", ["observation", "obs", "observationencounter"]),
        ("PRENC", ["preadmission", "prenc", "preadmit"]),
        ("SS", ["shortstay", "daysurgery", "samedaysurgery"]),
        ("VR", ["virtual", "vr", "telehealth", "telemedicine", "video", "videovisit", "telephone"]),
        ("HH", ["homehealth", "hh", "homevisit"]),
        ("FLD", ["field", "fld"]));

    /// <summary>Problems that are on most problem lists, as SNOMED CT disorders; only words that can mean nothing else.</summary>
    internal static readonly CodeWords Problems = Of(
        ("38341003", ["hypertension", "htn", "highbloodpressure", "essentialhypertension", "hypertensivedisorder"]),
        ("44054006", ["diabetestype2", "type2diabetes", "type2diabetesmellitus", "diabetesmellitustype2", "dm2", "t2dm"]),
        ("46635009", ["diabetestype1", "type1diabetes", "type1diabetesmellitus", "diabetesmellitustype1", "dm1", "t1dm"]),
        ("195967001", ["asthma"]),
        ("13645005", ["copd", "chronicobstructivepulmonarydisease", "chronicobstructivelungdisease"]),
        ("396275006", ["osteoarthritis"]),
        ("55822004", ["hyperlipidemia", "highcholesterol", "hld"]),
        ("40930008", ["hypothyroidism", "underactivethyroid"]),
        ("49436004", ["atrialfibrillation", "afib"]),
        ("84114007", ["heartfailure"]),
        ("235595009", ["gerd", "gastroesophagealreflux", "gastroesophagealrefluxdisease"]),
        ("37796009", ["migraine"]),
        ("709044004", ["chronickidneydisease", "ckd"]),
        ("64859006", ["osteoporosis"]),
        ("84757009", ["epilepsy"]),
        ("90560007", ["gout"]));

    /// <summary>The allowed code that a hospital's word or code plainly means, or null.</summary>
    internal string? Find(string? word)
    {
        if (string.IsNullOrWhiteSpace(word))
            return null;
        return Words.GetValueOrDefault(string.Concat(word.Where(char.IsLetterOrDigit)).ToLowerInvariant());
    }

    /// <summary>The words for a field of the data contract, or null where its codes are free.</summary>
    internal static CodeWords? For(string fieldId) => fieldId switch
    {
        ContractFields.Gender => Gender,
        ContractFields.BirthSex => BirthSex,
        ContractFields.Race => Race,
        ContractFields.Ethnicity => Ethnicity,
        "encounter.class" => EncounterClass,
        "condition.code" => Problems,
        _ => null,
    };

    private static CodeWords Of(params (string Code, string[] Words)[] lines) => new(
        [.. lines.Select(line => line.Code)],
        lines.SelectMany(line => line.Words.Select(word => (word, line.Code))).ToFrozenDictionary(pair => pair.word, pair => pair.Code));
}
