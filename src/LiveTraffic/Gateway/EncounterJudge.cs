using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Stages.Samples;
using Patient = Hl7.Fhir.Model.Patient;

namespace LiveTraffic.Gateway;

/// <summary>What one request says of the hospital.</summary>
public enum Encounter
{
    /// <summary>Answered well, for the right patient, in time.</summary>
    Verified,

    /// <summary>The same, but too late.</summary>
    Slow,
    Failed,

    /// <summary>Answered for somebody else.</summary>
    WrongPatient,

    /// <summary>Our own shortage, or a caller's mistake: says nothing of the hospital.</summary>
    NotJudged,
}

/// <summary>What a caller asked for: one of both.</summary>
public sealed record Asked(string? FhirId, string? Mrn)
{
    public override string ToString() => "(asked)";
}

/// <summary>Judges a request by its answer. Looks at the patient and keeps nothing.</summary>
public static class EncounterJudge
{
    public static Encounter Of(GatewayAnswer answer, DataContract contract, TimeSpan took, int limitMilliseconds) => answer switch
    {
        { Refusal: { } refusal } when refusal == GatewayRefusal.WrongPatient => Encounter.WrongPatient,
        { Refusal: { } refusal } when refusal == GatewayRefusal.PatientNotFound || refusal == GatewayRefusal.AmbiguousMrn || refusal == GatewayRefusal.NoMrn => Encounter.NotJudged,
        { Refusal.Owner: FaultOwner.OurService } => Encounter.NotJudged,
        { Refusal: not null } => Encounter.Failed,
        { Patient: { } patient } when !IsIdentified(patient, contract) => Encounter.Failed,
        _ => took.TotalMilliseconds <= limitMilliseconds ? Encounter.Verified : Encounter.Slow,
    };

    /// <summary>The record carries what was asked for, as the site's mapping reads it.</summary>
    public static bool IsAsked(NormalisedRecord patient, Asked asked) => asked switch
    {
        { FhirId: { } id } => patient.Find(ContractFields.Id) is not { Value: string mapped } || string.Equals(mapped, id, StringComparison.Ordinal),
        { Mrn: { } mrn } => patient.Find(ContractFields.Mrn)?.Value is string mapped && MrnMatch.Same(mapped, mrn),
        _ => false,
    };

    /// <summary>
    /// None of the patients that came back for a number carries anything like it. Vendors match loosely, so a number that goes on
    /// is nobody's fault; a patient without a trace of it was never meant.
    /// </summary>
    public static bool AreStrangers(IReadOnlyList<Patient> found, string mrn) => found.Count > 0 && !found.Any(patient =>
        patient.Identifier.Exists(identifier => identifier.Value?.Contains(mrn.Trim().TrimStart('0'), StringComparison.OrdinalIgnoreCase) is true));

    // Every field that says who the patient is has a value that can be believed.
    private static bool IsIdentified(NormalisedRecord patient, DataContract contract) => contract.Fields
        .Where(field => field is { ResourceType: ContractResources.Patient, Requirement: FieldRequirement.Identity })
        .All(field => patient.Find(field.Id)?.Outcome is FieldOutcome.Populated);
}
