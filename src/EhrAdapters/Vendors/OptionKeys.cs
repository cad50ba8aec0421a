namespace EhrAdapters.Vendors;

/// <summary>The option keys that profiles ask for and adapters read; one place, so that a key is spelled once.</summary>
public static class OptionKeys
{
    /// <summary>The identifier system of the hospital's MRN pool.</summary>
    public const string MrnSystem = "mrnSystem";

    /// <summary>The text of the identifier type that the hospital's MRN carries.</summary>
    public const string MrnTypeText = "mrnTypeText";

    /// <summary>athenahealth's practice number.</summary>
    public const string Practice = "practice";

    /// <summary>athenahealth's department number.</summary>
    public const string Department = "department";

    /// <summary>Oracle Health's tenant id.</summary>
    public const string Tenant = "tenant";
}
