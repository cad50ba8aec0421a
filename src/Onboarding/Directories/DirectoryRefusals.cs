namespace Onboarding.Directories;

/// <summary>Every way the portal says no about an endpoint directory: what happened and what to do.</summary>
public static class DirectoryRefusals
{
    public static readonly Refusal NameNeeded = new("directory-name", "Give the directory a name, such as the publisher's.");

    public static readonly Refusal NotHttps = new("directory-address", "This is not a whole https address. It starts with https:// and names the host.");

    public static readonly Refusal NotFound = new("directory-gone", "This directory is not here any more. Import it again.");

    public static readonly Refusal NotJson = new("directory-not-json", "This is not a list of endpoints but a page or another kind of file. Take the address or the file of the JSON itself; on GitHub that is the raw file.");

    public static readonly Refusal NoList = new("directory-no-list", "This JSON holds no list of endpoints. A FHIR Bundle has its endpoints under \"entry\", a Lantern list under \"Endpoints\".");

    public static readonly Refusal CutOff = new("directory-cut-off", "The list breaks off before its end, so nothing was changed. Get it again.");

    public static readonly Refusal NothingUsable = new("directory-empty", "The list holds no endpoint that could be used, so nothing was changed.");

    public static readonly Refusal TooLarge = new("directory-too-large", $"The list is larger than {DirectoryLimits.Bytes / 1024 / 1024} MB, which no published list is. Nothing was changed.");

    public static readonly Refusal TooMany = new("directory-too-many", $"The list holds more than {DirectoryLimits.Entries:N0} endpoints, which no published list does. Nothing was changed.");

    public static readonly Refusal TooSlow = new("directory-too-slow", "The list did not arrive in time. Nothing was changed. Try again, or download it and import the file.");

    public static readonly Refusal NotReached = new("directory-not-reached", "The server did not answer, or its address is not open to us. Nothing was changed. Check the address, or download the list and import the file.");

    public static readonly Refusal Stopped = new("directory-stopped", "The import was stopped. Nothing was changed.");

    public static readonly Refusal Fault = new("directory-fault", "The import ended by a fault of ours. Nothing was changed. Tell an engineer the time; the cause is in the portal's log.");

    public static Refusal Answered(int status) => new("directory-answer", $"The server answered {status} instead of the list. Nothing was changed. Open the address in a browser to see why.");

    /// <summary>The list is elsewhere; only a person may follow.</summary>
    public static Refusal Elsewhere(Uri to) => new("directory-elsewhere", $"The address sends us on to another host, {to.IdnHost}. Nothing was called there. If that is right, import from {to.GetLeftPart(UriPartial.Path)}");

    public static Refusal AlreadyRunning(string name) => new("directory-busy", $"{name} is being imported right now. Wait for it, or stop it first.");
}

/// <summary>How much of a list is taken in.</summary>
public static class DirectoryLimits
{
    public const long Bytes = 200L * 1024 * 1024;

    /// <summary>Of one entry; the real ones have some hundred bytes to some kilobytes.</summary>
    public const int EntryBytes = 1024 * 1024;

    public const int Entries = 200_000;

    /// <summary>How deep one entry may be nested.</summary>
    public const int Depth = 32;

    /// <summary>Letters of one name.</summary>
    public const int Name = 300;

    /// <summary>Letters of all other names of one entry together.</summary>
    public const int Aliases = 4000;

    public const int Address = 1000;

    public static readonly TimeSpan Download = TimeSpan.FromMinutes(5);

    /// <summary>How long the entries of a removed directory stay.</summary>
    public static readonly TimeSpan Undo = TimeSpan.FromDays(7);
}
