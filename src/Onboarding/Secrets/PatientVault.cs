using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.DataProtection;
using Onboarding.Sites;

namespace Onboarding.Secrets;

/// <summary>The identifiers of the patients that the hospital named: the one kind of patient data at rest, encrypted, purged after go-live.</summary>
public sealed class PatientVault(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("Onboarding.Patients.v1");

    internal void Put(Site site, IReadOnlyList<TestPatient> patients, Actor by, DateTimeOffset now)
    {
        // Drawn by lot, not computed: from a hash of ten short numbers the numbers could be found again.
        var fingerprint = patients.Count == 0 ? null
            : patients.SequenceEqual(Open(site)) ? site.PatientsFingerprint
            : Guid.CreateVersion7(now).ToString("N");
        site.NamePatients(patients.Count == 0 ? null : protector.Protect(Json.Write(patients)), fingerprint, patients.Count, by, now);
    }

    /// <summary>Deletes the identifiers once the site is live; the evidence they gave stays.</summary>
    internal static void Purge(Site site) => site.ForgetPatients();

    public IReadOnlyList<TestPatient> Open(Site site) =>
        site.ProtectedPatients is { } stored ? Json.Read<IReadOnlyList<TestPatient>>(protector.Unprotect(stored)) : [];
}
