namespace EhrAdapters.Mapping;

public sealed partial record DataContract
{
    /// <summary>What the product needs of every hospital.</summary>
    public static DataContract Default => Shipped.Contract;

    private static DataContract Make() => new("1", [
        new() { Id = ContractFields.Id, Label = "FHIR ID", Requirement = FieldRequirement.Identity, Type = FieldType.Text, Plausibility = new() { LongestText = 200 } },
        new() { Id = ContractFields.Mrn, Label = "Medical record number", Requirement = FieldRequirement.Identity, Type = FieldType.Text, Plausibility = new() { LongestText = 100 } },
        new() { Id = ContractFields.Name, Label = "Name", Requirement = FieldRequirement.Identity, Type = FieldType.HumanName },
        // Nobody alive or lately deceased was born before 1870.
        new() { Id = ContractFields.BirthDate, Label = "Birth date", Requirement = FieldRequirement.Identity, Type = FieldType.Date, Plausibility = new() { Dates = DateSide.Past, EarliestYear = 1870 } },
        new() { Id = ContractFields.Gender, Label = "Gender", Requirement = FieldRequirement.Identity, Type = FieldType.Code, AllowedCodes = CodeWords.Gender.Codes },
        new() { Id = ContractFields.Address, Label = "Address", Requirement = FieldRequirement.Required, Type = FieldType.Address },
        new() { Id = ContractFields.Phone, Label = "Phone", Requirement = FieldRequirement.Required, Type = FieldType.Text, Plausibility = new() { LongestText = 100 } },
        new() { Id = ContractFields.Email, Label = "E-mail", Requirement = FieldRequirement.Expected, Type = FieldType.Text, Plausibility = new() { LongestText = 254 } },
        new() { Id = ContractFields.Race, Label = "Race", Requirement = FieldRequirement.Expected, Type = FieldType.Code, AllowedCodes = CodeWords.Race.Codes },
        new() { Id = ContractFields.Ethnicity, Label = "Ethnicity", Requirement = FieldRequirement.Expected, Type = FieldType.Code, AllowedCodes = CodeWords.Ethnicity.Codes },
        new() { Id = ContractFields.BirthSex, Label = "Birth sex", Requirement = FieldRequirement.Expected, Type = FieldType.Code, AllowedCodes = CodeWords.BirthSex.Codes },
        new() { Id = ContractFields.Language, Label = "Language", Requirement = FieldRequirement.Expected, Type = FieldType.Code },
        new() { Id = ContractFields.Deceased, Label = "Deceased", Requirement = FieldRequirement.Optional, Type = FieldType.Boolean },
        .. Encounter,
        .. Condition,
        .. Observation,
        .. MedicationRequest,
        .. AllergyIntolerance,
    ]);

    // Made once all its parts are there, whichever file the compiler begins with.
    private static class Shipped
    {
        internal static readonly DataContract Contract = Make();
    }
}

/// <summary>The ids of the data contract's fields.</summary>
public static class ContractFields
{
    /// <summary>The FHIR logical id.</summary>
    public const string Id = "id";

    /// <summary>The medical record number.</summary>
    public const string Mrn = "mrn";

    /// <summary>The name.</summary>
    public const string Name = "name";

    /// <summary>The birth date.</summary>
    public const string BirthDate = "birthDate";

    /// <summary>The administrative gender.</summary>
    public const string Gender = "gender";

    /// <summary>The postal address.</summary>
    public const string Address = "address";

    /// <summary>The phone number.</summary>
    public const string Phone = "phone";

    /// <summary>The e-mail address.</summary>
    public const string Email = "email";

    /// <summary>The race, an OMB code.</summary>
    public const string Race = "race";

    /// <summary>The ethnicity, an OMB code.</summary>
    public const string Ethnicity = "ethnicity";

    /// <summary>The sex recorded at birth.</summary>
    public const string BirthSex = "birthSex";

    /// <summary>The preferred language, a BCP 47 tag.</summary>
    public const string Language = "language";

    /// <summary>Whether the patient has died.</summary>
    public const string Deceased = "deceased";

    /// <summary>How the ids of a hospital's own fields begin.</summary>
    public const string CustomPrefix = "custom.";
}
