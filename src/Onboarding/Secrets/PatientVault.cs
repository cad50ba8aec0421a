using System.Security.Cryptography;
using System.Text;
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
        var json = Json.Write(patients);
        var fingerprint = Convert.ToHexStringLower(HMACSHA256.HashData(site.Id.Value.ToByteArray(), Encoding.UTF8.GetBytes(json)))[..16];
        if (patients.Count == 0)
            site.NamePatients(null, null, 0, by, now);
        else
            site.NamePatients(protector.Protect(json), fingerprint, patients.Count, by, now);
    }

    /// <summary>Deletes the identifiers once the site is live; the evidence they gave stays.</summary>
    internal static void Purge(Site site) => site.ForgetPatients();

    public IReadOnlyList<TestPatient> Open(Site site) =>
        site.ProtectedPatients is { } stored ? Json.Read<IReadOnlyList<TestPatient>>(protector.Unprotect(stored)) : [];
}
