using System.Globalization;
using System.Text.Json;
using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using EhrAdapters.Vendors;
using Onboarding.Outbound;
using Onboarding.Secrets;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest.Consents;

namespace Onboarding.SiteFiles;

/// <summary>Reads a site file: every mistake at once, each with its key. What only a check against the hospital can tell is left to the stages.</summary>
public sealed class SiteFileReader(IEhrAdapterFactory adapters, Func<string, string?> environmentVariable)
{
    private const int MostPatients = 50;
    private const int LongestHold = 7_200;
    private const int MostPerMinute = 60_000;

    public SiteFileResult Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new(null, [$"{path}: the file cannot be read"]);
        }
    }

    /// <param name="folder">What paths in the file are relative to.</param>
    public SiteFileResult Parse(string json, string folder)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException fault)
        {
            return new(null, [$"the file: is not JSON (line {fault.LineNumber + 1}, character {fault.BytePositionInLine + 1})"]);
        }

        using (document)
        {
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
                return new(null, ["the file: must be one object in curly brackets"]);
            List<string> mistakes = [];
            var file = Read(new(document.RootElement, "", SiteFileKeys.Root, mistakes), folder);
            return mistakes.Count == 0 ? new(file, []) : new(null, mistakes);
        }
    }

    private SiteFile? Read(KeyReader root, string folder)
    {
        var name = root.Text("name", required: true);
        var vendor = root.Word("vendor", [.. adapters.Profiles.Select(profile => profile.Id)], required: true);
        var environment = root.Word<EhrEnvironment>("environment", required: true);
        var address = root.Address("fhirBaseUrl", required: true);
        var zone = root.Text("timeZone") ?? "Etc/UTC";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            root.Mistake("timeZone", $"\"{zone}\" is not a time zone; use a name such as America/Chicago");
        var (signIn, secret) = new SignInReader(folder, environment, environmentVariable).Read(root.Object("signIn", SiteFileKeys.SignIn));
        var connection = new Connection
        {
            Vendor = vendor ?? "",
            Environment = environment ?? default,
            FhirBaseUrl = address ?? new("https://invalid.invalid"),
            SignIn = signIn,
            Organization = root.Text("organization"),
            VpnHeartbeat = root.Text("vpnHeartbeat"),
            VendorOptions = Options(root, vendor),
            AllowPrivateNetwork = PrivateNetwork(root, environment),
        };
        return new()
        {
            Name = name?.Trim() ?? "",
            TimeZone = zone,
            Connection = connection,
            Secret = secret,
            Patients = Patients(root),
            Mapping = Mapping(root.Object("mapping", known: null)),
            Load = Load(root.Object("load", SiteFileKeys.Load)),
            Consent = Consent(root.Object("consent", SiteFileKeys.Consent)),
            Approvals = Approvals(root),
        };
    }

    private static IReadOnlyList<string> PrivateNetwork(KeyReader root, EhrEnvironment? environment)
    {
        var named = root.Texts("allowPrivateNetwork");
        for (var at = 0; at < named.Count && environment is not EhrEnvironment.Simulator; at++)
            if (!AllowEntry.IsThisMachine(named[at]) && AllowEntry.Check(named[at]).Refusal is { } refusal)
                root.Mistake($"allowPrivateNetwork[{at}]", $"\"{named[at]}\": {refusal.Message}");
        return named;
    }

    private IReadOnlyDictionary<string, string> Options(KeyReader root, string? vendor)
    {
        var options = root.TextsByKey("vendorOptions");
        if (vendor is null)
            return options;
        // Every hospital has an MRN pool, whether its vendor's form asks for it or not.
        var known = adapters.FindProfile(vendor)!.Options.Select(option => option.Key).Union([OptionKeys.MrnSystem, OptionKeys.MrnTypeText]).ToList();
        foreach (var unknown in options.Keys.Except(known))
            root.Mistake($"vendorOptions.{unknown}", $"{vendor} has no such option; it knows {string.Join(", ", known)}");
        return options;
    }

    private static List<TestPatient> Patients(KeyReader root)
    {
        if (root.Object("patients", SiteFileKeys.Patients) is not { } patients)
            return [];
        List<TestPatient> named =
        [
            .. patients.Texts("mrns").Select(mrn => new TestPatient(TestPatientKind.Mrn, mrn)),
            .. patients.Texts("fhirIds").Select(id => new TestPatient(TestPatientKind.FhirId, id)),
        ];
        if (patients.Has("search") && patients.Text("search") is { } search)
            named.Add(new(TestPatientKind.Search, search));
        if (named.Count > MostPatients)
            root.Mistake("patients", $"names {named.Count}; at most {MostPatients} are taken");
        return named;
    }

    private static FieldMap Mapping(KeyReader? mapping)
    {
        if (mapping is null)
            return FieldMap.Empty;
        List<FieldMapping> fields = [];
        List<ContractField> custom = [];
        foreach (var id in mapping.Names)
        {
            var isCustom = id.StartsWith(ContractFields.CustomPrefix, StringComparison.Ordinal) && id.Length > ContractFields.CustomPrefix.Length;
            if (!isCustom && DataContract.Default.Find(id) is null)
            {
                mapping.Mistake(id, $"there is no such field; known are {string.Join(", ", DataContract.Default.Fields.Select(field => field.Id))} and custom.*");
                continue;
            }

            var entry = mapping.IsText(id) ? null : mapping.Object(id, SiteFileKeys.MappedField);
            var expression = entry is null ? mapping.Text(id, required: true) : entry.Text("expression", required: true);
            if (isCustom)
                custom.Add(new() { Id = id, Label = id[ContractFields.CustomPrefix.Length..], Requirement = FieldRequirement.Optional, Type = FieldType.Text });
            fields.Add(new() { FieldId = id, Expression = expression ?? "", CodeMap = entry?.TextsByKey("codeMap") ?? new Dictionary<string, string>() });
        }

        return new() { Fields = fields, CustomFields = custom };
    }

    private static LoadSettings Load(KeyReader? load)
    {
        var defaults = new LoadSettings();
        return load is null ? defaults : new()
        {
            PeakRequestsPerMinute = load.Number("peakRequestsPerMinute", defaults.PeakRequestsPerMinute, 1, MostPerMinute),
            CapRequestsPerMinute = load.Number("capRequestsPerMinute", defaults.CapRequestsPerMinute, 1, MostPerMinute),
            HoldSeconds = load.Number("holdSeconds", defaults.HoldSeconds, 1, LongestHold),
        };
    }

    private static ConsentInput? Consent(KeyReader? consent)
    {
        if (consent is null)
            return null;
        if (!consent.Has("capRequestsPerMinute"))
            consent.Mistake("capRequestsPerMinute", "is missing");
        return new()
        {
            AgreedBy = consent.Text("agreedBy", required: true) ?? "",
            AgreedOn = Moment(consent, "agreedOn", "yyyy-MM-dd") is { } day ? DateOnly.FromDateTime(day) : null,
            From = Moment(consent, "from", "yyyy-MM-ddTHH:mm"),
            To = Moment(consent, "to", "yyyy-MM-ddTHH:mm"),
            OnCall = consent.Text("onCall", required: true) ?? "",
            CapRequestsPerMinute = consent.Number("capRequestsPerMinute", 0, 1, MostPerMinute),
        };
    }

    private static DateTime? Moment(KeyReader consent, string key, string format)
    {
        if (consent.Text(key, required: true) is not { } text)
            return null;
        if (DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
            return read;
        consent.Mistake(key, $"\"{text}\" must be written as {format}, by the clock at the site");
        return null;
    }

    private static List<FileApproval> Approvals(KeyReader root)
    {
        List<FileApproval> approvals = [];
        foreach (var approval in root.Objects("approvals", SiteFileKeys.Approval))
        {
            var (name, role) = (approval.Text("name", required: true), approval.Word("role", Roles.All, required: true));
            if (name is not null && role is not null)
                approvals.Add(new(name.Trim(), role));
        }

        return approvals;
    }
}
