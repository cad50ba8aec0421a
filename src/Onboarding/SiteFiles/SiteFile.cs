using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Secrets;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest.Consents;

namespace Onboarding.SiteFiles;

/// <summary>Everything that onboards one site without a browser, as read from its file.</summary>
public sealed record SiteFile
{
    public required string Name { get; init; }

    public required string TimeZone { get; init; }

    public required Connection Connection { get; init; }

    public SecretInput? Secret { get; init; }

    public IReadOnlyList<TestPatient> Patients { get; init; } = [];

    /// <summary>What the file says itself; the rest is suggested.</summary>
    public FieldMap Mapping { get; init; } = FieldMap.Empty;

    public LoadSettings Load { get; init; } = new();

    /// <summary>The hospital's word that its system may be load tested; needed where it is no simulator and no sandbox.</summary>
    public ConsentInput? Consent { get; init; }

    public IReadOnlyList<FileApproval> Approvals { get; init; } = [];
}

/// <summary>A person who approved going live, as the file records it.</summary>
public sealed record FileApproval(string Name, string Role);

/// <summary>A site file, or every mistake in it, one line each, the key first.</summary>
public sealed record SiteFileResult(SiteFile? File, IReadOnlyList<string> Mistakes);
