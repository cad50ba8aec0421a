namespace EhrSimulator.Hospitals;

/// <summary>The faults by the level of a connection at which they show, for the people who turn the dials.</summary>
internal static class FaultGroups
{
    private const string SignIn = "Signing in";

    private static readonly (string Level, string[] Faults)[] Named =
    [
        ("The web server, before FHIR",
        [
            Fault.HtmlLoginPage, Fault.RedirectToLogin, Fault.RedirectElsewhere, Fault.Waf403, Fault.Metadata404, Fault.NotAcceptable406, Fault.FhirJson406, Fault.XmlWithoutFormat,
            Fault.Misdirected421, Fault.Server500, Fault.Gateway502, Fault.Gateway504, Fault.TruncatedBody, Fault.HugeBody, Fault.NeverAnswers, Fault.SlowFirstByte, Fault.WrongContentType,
        ]),
        ("What the server says of itself",
        [
            Fault.Metadata401, Fault.NotFhir, Fault.Dstu2, Fault.Stu3, Fault.R4First, Fault.R4B, Fault.R5, Fault.XmlOnly, Fault.MetadataInvalid, Fault.OtherVendorInMetadata,
            Fault.NoPatientInMetadata, Fault.NoSearchInMetadata, Fault.NoIdentifierInMetadata, Fault.NoEncounterInMetadata,
        ]),
        ("Where to sign in", [Fault.Smart404, Fault.NoPrivateKeyJwt, Fault.TokenOtherHost, Fault.AlgorithmNotListed]),
        (SignIn, []),
        ("Reading and searching",
        [
            Fault.ExpiredToken, Fault.Api403, Fault.Api415, Fault.Api429, Fault.SearchGet405, Fault.Search400, Fault.Search501, Fault.Resource404, Fault.Patient404,
            Fault.OutcomeLogin, Fault.OutcomeExpired, Fault.OutcomeUnknown, Fault.OutcomeTransient, Fault.OutcomeIn200, Fault.InvalidResource,
        ]),
        ("What is in the records",
        [
            Fault.EmptySearch, Fault.NoRecords, Fault.Condition403, Fault.Encounter404, Fault.Observation400, Fault.BundlePagesInternalHost, Fault.AbsoluteReferences,
            Fault.WrongSite, Fault.ProductionData, Fault.DanglingReference, Fault.RecordWrongType, Fault.RecordFutureDate, Fault.RecordWrongUnit,
        ]),
    ];

    /// <summary>Every fault once. One that no other level names is a fault of the sign-in, which has the most.</summary>
    public static IReadOnlyList<(string Level, IReadOnlyList<string> Faults)> All { get; } =
    [
        .. Named.Select(group => (group.Level, (IReadOnlyList<string>)(group.Level == SignIn ? [.. Fault.Names.Except(Named.SelectMany(other => other.Faults))] : group.Faults))),
    ];
}
