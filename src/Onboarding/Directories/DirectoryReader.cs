using System.Text.Json;

namespace Onboarding.Directories;

/// <summary>Everything that one list holds, not yet stored.</summary>
public sealed record DirectoryContent(IReadOnlyList<ListedEntry> Entries, int Broken, IReadOnlyList<BrokenEntry> BrokenEntries, int LeftOut);

/// <summary>One hospital under one address, as read.</summary>
public sealed record ListedEntry
{
    public required string Name { get; init; }

    public IReadOnlyList<string> Aliases { get; init; } = [];

    public string? City { get; init; }

    public string? State { get; init; }

    public string? PostalCode { get; init; }

    public required PublishedAddress Address { get; init; }

    public string? FhirVersion { get; init; }

    public string? Status { get; init; }

    public string? OrganizationId { get; init; }
}

/// <summary>
/// Reads published lists of endpoints in their four forms: Epic's (Endpoint with a contained Organization), Oracle's and SMART
/// User-access Brands (Endpoint and Organization that refer to each other), and Lantern's plain list. Forms may be mixed.
/// </summary>
public static class DirectoryReader
{
    private static readonly string[] ListNames = ["entry", "Endpoints"];
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = DirectoryLimits.Depth };

    /// <summary>The content, or why there is none. A broken entry is counted and named; only a broken list is refused.</summary>
    /// <param name="progress">Hears how many entries were read.</param>
    public static async Task<Result<DirectoryContent>> ReadAsync(Stream stream, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var gathering = new DirectoryGathering();
        var list = new JsonList(stream, ListNames);
        await foreach (var (position, bytes) in list.ReadAsync(cancellationToken))
        {
            if (position > DirectoryLimits.Entries * 2 || gathering.Endpoints > DirectoryLimits.Entries)
                return DirectoryRefusals.TooMany;
            if (bytes is null)
                gathering.Break(position, $"it is larger than {DirectoryLimits.EntryBytes / 1024} KB");
            else
                Take(position, bytes.Value, gathering);
            if (position % 500 == 0)
                progress?.Report(position);
        }

        if (!list.IsJson)
            return DirectoryRefusals.NotJson;
        if (list.Found is not { } found)
            return DirectoryRefusals.CutOff;
        if (!found)
            return DirectoryRefusals.NoList;
        var content = gathering.Link();
        if (content.Entries.Count > DirectoryLimits.Entries)
            return DirectoryRefusals.TooMany;
        return content.Entries.Count == 0 ? DirectoryRefusals.NothingUsable : content;
    }

    private static void Take(int position, ReadOnlyMemory<byte> bytes, DirectoryGathering gathering)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            Take(position, document.RootElement, gathering);
        }
        catch (JsonException)
        {
            gathering.Break(position, "it is not valid JSON, or nested too deep");
        }
        catch (InvalidOperationException)
        {
            // A string with half a character in it cannot be read as text.
            gathering.Break(position, "it holds text that cannot be read");
        }
    }

    private static void Take(int position, JsonElement entry, DirectoryGathering gathering)
    {
        if (entry.ValueKind is not JsonValueKind.Object)
            gathering.Break(position, "it is not an object");
        else if (entry.TryGetProperty("resource", out var resource))
            Resource(position, resource, ListedParts.Text(entry, "fullUrl", DirectoryLimits.Address), gathering);
        else if (entry.TryGetProperty("resourceType", out _))
            Resource(position, entry, null, gathering);
        else
            Plain(position, entry, gathering);
    }

    private static void Resource(int position, JsonElement resource, string? fullUrl, DirectoryGathering gathering)
    {
        switch (ListedParts.Text(resource, "resourceType"))
        {
            case "Organization" when ListedParts.Organization(resource, fullUrl) is { } organization:
                gathering.Add(organization, fullUrl);
                break;
            case "Organization":
                gathering.Break(position, "the organization has no name");
                break;
            case "Endpoint" when !ListedParts.IsRest(resource):
                gathering.LeaveOut();
                break;
            case "Endpoint" when PublishedAddress.Read(ListedParts.Text(resource, "address", DirectoryLimits.Address + 1), out var problem) is var address:
                if (address is null)
                    gathering.Break(position, problem);
                else
                    gathering.Add(Endpoint(position, resource, fullUrl, address), fullUrl);
                break;
            case null:
                gathering.Break(position, "it does not say what kind of resource it is");
                break;
            default:
                gathering.LeaveOut();
                break;
        }
    }

    private static ListedEndpoint Endpoint(int position, JsonElement resource, string? fullUrl, PublishedAddress address) => new()
    {
        Position = position,
        Id = ListedParts.Text(resource, "id") ?? fullUrl,
        Address = address,
        Name = ListedParts.Text(resource, "name"),
        Status = ListedParts.Text(resource, "status", 40),
        FhirVersion = ListedParts.FhirVersion(resource),
        Manager = ListedParts.Reference(resource, "managingOrganization"),
        Contained = [.. ListedParts.Items(resource, "contained").Where(part => ListedParts.Text(part, "resourceType") is "Organization").Select(part => ListedParts.Organization(part, null)).OfType<ListedOrganization>()],
    };

    private static void Plain(int position, JsonElement entry, DirectoryGathering gathering)
    {
        if (PublishedAddress.Read(ListedParts.Text(entry, "URL", DirectoryLimits.Address + 1), out var problem) is not { } address)
            gathering.Break(position, problem);
        else if (ListedParts.Text(entry, "OrganizationName") is not { } name)
            gathering.Break(position, "it has no name");
        else
            gathering.Add(new ListedEntry { Name = name, Address = address, PostalCode = ListedParts.Text(entry, "OrganizationZipCode"), OrganizationId = ListedParts.Text(entry, "NPIID") });
    }
}
