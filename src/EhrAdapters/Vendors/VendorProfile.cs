namespace EhrAdapters.Vendors;

/// <summary>What is true of every site of one EHR vendor, as data (an embedded <c>profile.json</c> beside the vendor's adapter).</summary>
public sealed record VendorProfile
{
    /// <summary>The vendor's id in site files and addresses, such as <c>oracle-health</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The name people use.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence for the vendor picker.</summary>
    public required string Summary { get; init; }

    /// <summary>Sign-in methods the vendor accepts, the usual one first.</summary>
    public required IReadOnlyList<SignInMethod> SignInMethods { get; init; }

    /// <summary>Signing algorithms the vendor accepts, the usual one first.</summary>
    public IReadOnlyList<string> Algorithms { get; init; } = ["RS384", "ES384"];

    /// <summary>Scopes to ask for when the site names none; empty where the vendor grants what the app record allows.</summary>
    public IReadOnlyList<string> DefaultScopes { get; init; } = [];

    /// <summary>Help for the base URL: label, what it looks like, where the hospital finds it.</summary>
    public required ProfileField FhirBaseUrl { get; init; }

    /// <summary>Help for the client id.</summary>
    public required ProfileField ClientId { get; init; }

    /// <summary>What only this vendor asks for, in the order of the form.</summary>
    public IReadOnlyList<ProfileField> Options { get; init; } = [];

    /// <summary>How patients may be searched.</summary>
    public required SearchRules Search { get; init; }

    /// <summary>The kinds of clinical record that the product needs, and how each is searched, in the order a person should see them.</summary>
    public IReadOnlyList<RecordSearch> Records { get; init; } = [];

    /// <summary>Searches of ours that may run at once. Our own caution: no vendor publishes a number.</summary>
    public int ParallelSearches { get; init; } = 2;

    /// <summary>How often the vendor lets itself be asked, as far as it says so.</summary>
    public RequestLimits Limits { get; init; } = new();

    /// <summary>By what this vendor's software is recognised.</summary>
    public RecognitionRules Recognise { get; init; } = new();

    /// <summary>Where each contract field usually lies: field id to FHIRPath candidates, best first.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Mapping { get; init; }

    /// <summary>What the hospital or the vendor must do before sign-in can work, in order, in the hospital's words.</summary>
    public IReadOnlyList<string> HospitalSteps { get; init; } = [];

    /// <summary>How long a right set-up may still be refused, such as Epic's twelve-hour sync; null where changes count at once.</summary>
    public TimeSpan? ActivationDelay { get; init; }

    /// <summary>How long the vendor's servers may keep our public keys whatever we ask for, such as Epic's 29 hours; null where nothing is documented.</summary>
    public TimeSpan? PublicKeyCacheLife { get; init; }
}

/// <summary>One field of the configuration form.</summary>
public sealed record ProfileField
{
    /// <summary>The key in <see cref="Connection.VendorOptions"/> or in the site file.</summary>
    public required string Key { get; init; }

    /// <summary>The label, sentence case.</summary>
    public required string Label { get; init; }

    /// <summary>Help beside the field: what it is and who at the hospital knows it.</summary>
    public required string Help { get; init; }

    /// <summary>An invented example.</summary>
    public string? Example { get; init; }

    /// <summary>True where nothing works without it.</summary>
    public bool Required { get; init; }

    /// <summary>A regular expression that the value must match, or null.</summary>
    public string? Pattern { get; init; }

    /// <summary>What the value of nearly every site looks like, or null. Another look is doubted, never refused.</summary>
    public FieldShape? Shape { get; init; }
}

/// <summary>The usual look of a value, as the vendor's published addresses show it.</summary>
public sealed record FieldShape
{
    /// <summary>A regular expression over the whole value; an address is given without its trailing slash.</summary>
    public required string Pattern { get; init; }

    /// <summary>The look in one sentence that stands for itself, such as <c>Epic's FHIR R4 addresses end in /api/FHIR/R4.</c></summary>
    public required string Sentence { get; init; }

    /// <summary>True where the value has the look.</summary>
    public bool Fits(string value) => Diagnosis.ConnectionLint.Fits(Pattern, value.TrimEnd('/'));
}

/// <summary>How a vendor lets patients be searched.</summary>
public sealed record SearchRules
{
    /// <summary>True where patients may be listed by an ordinary search, so that a site need not name ten.</summary>
    public bool AllowsListing { get; init; }

    /// <summary>Parameter combinations of which at least one must be there in full; empty means anything goes.</summary>
    public IReadOnlyList<IReadOnlyList<string>> RequiredCombinations { get; init; } = [];

    /// <summary>Parameters added to every search, with <c>{option}</c> placeholders, such as <c>ah-practice</c>.</summary>
    public IReadOnlyDictionary<string, string> AlwaysAdd { get; init; } = new Dictionary<string, string>();

    /// <summary>Largest page worth asking for; null leaves <c>_count</c> out.</summary>
    public int? PageSize { get; init; }
}
