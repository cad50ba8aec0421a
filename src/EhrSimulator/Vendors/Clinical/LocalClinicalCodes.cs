using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Patients;

namespace EhrSimulator.Vendors.Clinical;

/// <summary>The kind of a visit and the name of a problem, in the hospital's own codes where it has any.</summary>
internal static class LocalClinicalCodes
{
    private const string ActCode = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

    public static JsonObject Class(HospitalProfile profile, Coded kind) => Coding(profile.Own?.VisitKinds, ActCode, kind);

    public static JsonObject Problem(HospitalProfile profile, Coded problem) => Json.Concept(problem.Display, Coding(profile.Own?.Problems, ClinicalPools.Snomed, problem));

    private static JsonObject Coding(OwnCodeSet? own, string usual, Coded code) => own is null
        ? Json.Coding(usual, code.Code, code.Display)
        : Json.Coding(own.System, own.Local[code.Code].Code, own.Local[code.Code].Display);
}
