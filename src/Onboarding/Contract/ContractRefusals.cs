namespace Onboarding.Contract;

/// <summary>Every way the portal says no about the data contract.</summary>
public static class ContractRefusals
{
    public static readonly Refusal AdministratorsOnly = new("administrators-only", "Only an administrator changes what every site is judged by. Ask one, with the reason.");

    public static readonly Refusal NothingChanged = new("contract-same", "Nothing is changed yet, so there is nothing to publish.");

    public static readonly Refusal ReasonNeeded = new("contract-reason", "Say why; the reason is kept with the version and told at every site that follows.");

    public static readonly Refusal ReasonTooLong = new("contract-reason-long", $"Say it in at most {ContractRules.LongestReason} characters.");

    public static readonly Refusal Busy = new("contract-busy", "Somebody saved at the same moment, so nothing was published. Publish again.");

    public static readonly Refusal NotLive = new("contract-not-live", "This site is not live: it follows every new version by itself.");

    public static readonly Refusal Newest = new("contract-newest", "This site is on the newest version already.");

    public static readonly Refusal LabelNeeded = new("contract-label", "Say what people call the field.");

    public static readonly Refusal NameUnfit = new("contract-name", "The name is one word of letters and digits that begins with a small letter, such as dischargeUnit.");

    public static readonly Refusal SystemUnfit = new("contract-system", "A code system is named by its canonical, such as http://loinc.org or urn:oid:2.16.840.1.113883.6.96.");

    public static readonly Refusal TooManyCodes = new("contract-codes", $"At most {ContractRules.MostCodes} codes of at most {ContractRules.LongestCode} characters. Name a code system instead.");

    public static readonly Refusal BoundsTurned = new("contract-bounds", "The smallest number is larger than the largest.");

    public static readonly Refusal BoundUnfit = new("contract-bound", "A bound is a number, with a point where it has a fraction.");

    public static readonly Refusal LengthUnfit = new("contract-length", "The longest text is a number of characters, at least 1.");

    public static readonly Refusal YearUnfit = new("contract-year", "The earliest year is a year between 1800 and today's.");

    public static Refusal NotADate(string label) => new("contract-order", $"“{label}” can only be held to another date of the same kind of record.");

    public static Refusal Twice(string id) => new("contract-twice", $"There is a field {id} already. Edit that one, or choose another name.");

    public static Refusal Identity(string label) => new("contract-identity", $"“{label}” says who a patient is. It can be called otherwise, but neither left out nor asked for less strictly.");

    public static Refusal NotIdentity(string label) => new("contract-not-identity", $"“{label}” cannot say who a patient is. Make it required instead.");

    public static Refusal Changed(string by) => new("contract-changed", $"{by} published another version after you opened this page. Load it, look at what differs and make your changes again.");
}
