using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;
using Onboarding.Stages.GoLive.Hypercare;

namespace Onboarding.Stages.GoLive.Ramp;

/// <summary>How ramps, counts, stops and the notes of hypercare are stored.</summary>
internal static class RampModel
{
    public static void Configure(ModelBuilder model)
    {
        var ramp = model.Entity<SiteRamp>();
        // One ramp at a time per site, whoever activates when.
        ramp.HasIndex(r => r.SiteId, "OneRamp").IsUnique().HasFilter("\"EndedAt\" IS NULL");
        ramp.Property(r => r.Version).IsConcurrencyToken();
        ramp.Property(r => r.Terms).HasConversion(new OnboardingDb.AsJson<RampTerms>(), OnboardingDb.ByReference<RampTerms>());
        ramp.Ignore(r => r.Admitted);
        model.Entity<RampDecision>().HasIndex(d => new { d.RampId, d.At });
        model.Entity<TrafficStop>().HasIndex(s => new { s.SiteId, s.At });
        var note = model.Entity<HypercareNote>();
        // One note a day, whichever process writes it.
        note.HasIndex(n => new { n.RampId, n.Day }).IsUnique();
        note.Property(n => n.Worse).HasConversion(new OnboardingDb.AsJson<IReadOnlyList<string>>(), OnboardingDb.ByReference<IReadOnlyList<string>>());
        var count = model.Entity<EncounterCount>();
        count.HasKey(c => new { c.RampId, c.Step, c.Unit, c.Day, c.Writer });
        count.Property(c => c.Latencies).HasConversion(new OnboardingDb.AsJson<Latencies>(), OnboardingDb.ByReference<Latencies>());
    }
}
