namespace EhrAdapters.Vendors;

/// <summary>How often a vendor lets itself be asked. Only what its documentation says; what circulates without a source stays out, and a site sets its own cap.</summary>
public sealed record RequestLimits
{
    /// <summary>Requests a minute; null where the vendor publishes no number.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Fresh sign-ins a minute in production; null where the vendor publishes no number.</summary>
    public int? SignInsPerMinute { get; init; }

    /// <summary>Fresh sign-ins a minute outside production, where that is another number.</summary>
    public int? SignInsPerMinuteInTest { get; init; }

    /// <summary>Fresh sign-ins a minute in an environment; null where the vendor publishes no number.</summary>
    public int? SignIns(EhrEnvironment environment) => environment is EhrEnvironment.Production ? SignInsPerMinute : SignInsPerMinuteInTest ?? SignInsPerMinute;
}
