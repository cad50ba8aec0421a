namespace EhrAdapters.Mapping;

public sealed partial record DataContract
{
    /// <summary>The contract that ships: who the patient is, how to reach them, and what US Core adds.</summary>
    public static readonly DataContract Default = new("1",
    [
        new() { Id = "id", Label = "Patient id", Requirement = FieldRequirement.Identity, Type = FieldType.Text },
        new() { Id = "mrn", Label = "Medical record number", Requirement = FieldRequirement.Identity, Type = FieldType.Text },
        new() { Id = "name", Label = "Name", Requirement = FieldRequirement.Identity, Type = FieldType.HumanName },
        new() { Id = "birthDate", Label = "Birth date", Requirement = FieldRequirement.Identity, Type = FieldType.Date },
        new() { Id = "gender", Label = "Gender", Requirement = FieldRequirement.Identity, Type = FieldType.Code, AllowedCodes = ["male", "female", "other", "unknown"] },
        new() { Id = "address", Label = "Address", Requirement = FieldRequirement.Required, Type = FieldType.Address },
        new() { Id = "phone", Label = "Phone", Requirement = FieldRequirement.Required, Type = FieldType.Text },
        new() { Id = "email", Label = "E-mail", Requirement = FieldRequirement.Expected, Type = FieldType.Text },
        new() { Id = "race", Label = "Race", Requirement = FieldRequirement.Expected, Type = FieldType.Code, AllowedCodes = ["1002-5", "2028-9", "2054-5", "2076-8", "2106-3", "2131-1", "UNK", "ASKU"] },
        new() { Id = "ethnicity", Label = "Ethnicity", Requirement = FieldRequirement.Expected, Type = FieldType.Code, AllowedCodes = ["2135-2", "2186-5", "UNK", "ASKU"] },
        new() { Id = "birthSex", Label = "Birth sex", Requirement = FieldRequirement.Expected, Type = FieldType.Code, AllowedCodes = ["F", "M", "UNK", "OTH", "ASKU"] },
        new() { Id = "language", Label = "Language", Requirement = FieldRequirement.Expected, Type = FieldType.Code },
        new() { Id = "deceased", Label = "Deceased", Requirement = FieldRequirement.Optional, Type = FieldType.Boolean },
    ]);
}
