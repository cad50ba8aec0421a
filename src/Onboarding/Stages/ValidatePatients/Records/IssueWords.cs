using EhrAdapters.Checks;

namespace Onboarding.Stages.ValidatePatients.Records;

/// <summary>What the SDK's codes mean, for people who do not know them.</summary>
internal static class IssueWords
{
    internal static string Of(ResourceIssue issue) => issue.Code switch
    {
        "PVAL105" => "a required element is missing",
        "PVAL123" or "PVAL124" or "PVAL127" or "JSON131" or "JSON132" => "a value of the wrong type",
        "PVAL116" or "PVAL125" => "a code that FHIR R4 does not allow here",
        "PVAL128" or "PVAL131" => "an element that FHIR R4 does not have here",
        "PVAL101" => "a type that FHIR R4 does not allow here",
        "PVAL102" or "PVAL103" => "too few or too many entries",
        "PVAL104" or "PVAL129" or "JSON109" or "JSON120" or "JSON121" or "JSON125" => "an empty element",
        "PVAL114" or "PVAL115" => "a narrative that is no valid XHTML",
        "PVAL118" => "a contained resource inside a contained resource",
        ResourceCheck.Unreadable => "the record cannot be read at all",
        _ => "a rule of FHIR R4 is broken",
    };
}
