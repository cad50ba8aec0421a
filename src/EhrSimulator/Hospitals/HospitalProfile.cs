namespace EhrSimulator.Hospitals;

internal sealed record Town(string City, string County, string State, string PostalPrefix, string AreaCode);

/// <summary>What one simulated hospital is, as data; how its vendor behaves lives in Vendors.</summary>
internal sealed record HospitalProfile
{
    public required string Slug { get; init; }
    public required string Name { get; init; }
    public required string Vendor { get; init; }
    public required string TimeZone { get; init; }
    public required Town Town { get; init; }

    /// <summary>Sign-in methods that the hospital accepts, the usual one first.</summary>
    public required IReadOnlyList<string> SignInMethods { get; init; }
    public string Algorithm { get; init; } = "RS384";
    public string MrnSystem { get; init; } = "";
    public string MrnTypeText { get; init; } = "MRN";
    public string MrnPrefix { get; init; } = "";
    public string? Tenant { get; init; }
    public string? Practice { get; init; }

    /// <summary>The arc of OIDs that an Epic organisation numbers its own systems below.</summary>
    public string OidArc { get; init; } = "";

    /// <summary>MEDITECH serves several releases below one host, told apart by the path.</summary>
    public string Release { get; init; } = "";

    /// <summary>The client is registered with SMART v1 scopes (<c>.read</c>); v2 spellings are refused.</summary>
    public bool ScopesV1 { get; init; }

    /// <summary>Race and language in the hospital's own codes instead of the national ones.</summary>
    public bool LocalCodes { get; init; }

    /// <summary>The hospital's own number carries no code MR; a network's number beside it does.</summary>
    public bool MrnUncoded { get; init; }

    /// <summary>Fields in places and codes of the hospital's own.</summary>
    public OwnWays? Own { get; init; }

    /// <summary>A hospital's own extension on every patient, for custom fields.</summary>
    public string? OwnExtension { get; init; }

    public bool AllowsListing { get; init; }

    /// <summary>Field maps that a default cannot guess, for the ready site file.</summary>
    public IReadOnlyDictionary<string, string> Mapping { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> VendorOptions
    {
        get
        {
            var options = new Dictionary<string, string>();
            if (Practice is not null) options["practice"] = Practice;
            if (Tenant is not null) options["tenant"] = Tenant;
            if (MrnSystem.Length > 0) options["mrnSystem"] = MrnSystem;
            if (Vendor is "epic" or "oracle-health") options["mrnTypeText"] = MrnTypeText;
            return options;
        }
    }
}

internal static class SignInMethod
{
    public const string PrivateKeyJwt = "private-key-jwt";
    public const string SecretBasic = "client-secret-basic";
    public const string SecretPost = "client-secret-post";
    public const string None = "none";
}
