namespace Portal.Components.Stages.MapFields;

/// <summary>What our codes are called; OMB categories, HL7 null flavours and administrative gender in the standards' own words.</summary>
public static class CodeWords
{
    private static readonly Dictionary<string, string> Words = new()
    {
        ["1002-5"] = "American Indian or Alaska Native",
        ["2028-9"] = "Asian",
        ["2054-5"] = "Black or African American",
        ["2076-8"] = "Native Hawaiian or Other Pacific Islander",
        ["2106-3"] = "White",
        ["2131-1"] = "Other race",
        ["2135-2"] = "Hispanic or Latino",
        ["2186-5"] = "Not Hispanic or Latino",
        ["UNK"] = "Unknown",
        ["ASKU"] = "Asked, but unknown",
        ["OTH"] = "Other",
        ["F"] = "Female",
        ["M"] = "Male",
        ["male"] = "Male",
        ["female"] = "Female",
        ["other"] = "Other",
        ["unknown"] = "Unknown",
    };

    public static string Of(string code) => Words.GetValueOrDefault(code, code);
}
