namespace Onboarding.Directories;

/// <summary>Gathers endpoints and organizations in whatever order they come and joins them in the end.</summary>
internal sealed class DirectoryGathering
{
    // How far up a brand's family is looked for an endpoint; a circle ends there too.
    private const int Generations = 5;

    private readonly List<ListedEntry> plain = [];
    private readonly List<ListedEndpoint> endpoints = [];
    private readonly List<ListedOrganization> organizations = [];
    private readonly Dictionary<string, ListedEndpoint> endpointByReference = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ListedOrganization> organizationByReference = new(StringComparer.Ordinal);
    private readonly List<BrokenEntry> broken = [];
    private int brokenCount, leftOut;

    public int Endpoints => plain.Count + endpoints.Count;

    public void Break(int position, string problem)
    {
        brokenCount++;
        if (broken.Count < ImportReport.Examples)
            broken.Add(new(position, problem));
    }

    public void LeaveOut() => leftOut++;

    public void Add(ListedEntry entry) => plain.Add(entry);

    public void Add(ListedEndpoint endpoint, string? fullUrl)
    {
        endpoints.Add(endpoint);
        Remember(endpointByReference, endpoint, endpoint.Id, "Endpoint", fullUrl);
    }

    public void Add(ListedOrganization organization, string? fullUrl)
    {
        organizations.Add(organization);
        Remember(organizationByReference, organization, organization.Id, "Organization", fullUrl);
    }

    public DirectoryContent Link()
    {
        var owners = new Dictionary<ListedEndpoint, List<ListedOrganization>>(ReferenceEqualityComparer.Instance);
        foreach (var organization in organizations)
            foreach (var endpoint in EndpointsOf(organization))
                (owners.TryGetValue(endpoint, out var known) ? known : owners[endpoint] = []).Add(organization);
        foreach (var endpoint in endpoints)
        {
            var managers = endpoint.Contained.Count > 0 ? [ContainedManager(endpoint)] : owners.GetValueOrDefault(endpoint) ?? [];
            if (managers.Count == 0 && Find(organizationByReference, endpoint.Manager) is { } manager)
                managers = [manager];
            if (managers.Count > 0)
                plain.AddRange(managers.Select(organization => Entry(endpoint, organization)));
            else if (endpoint.Name is { } name)
                plain.Add(new() { Name = name, Address = endpoint.Address, Status = endpoint.Status, FhirVersion = endpoint.FhirVersion });
            else
                Break(endpoint.Position, "nothing says whose address it is");
        }

        return new(Merge(plain), brokenCount, [.. broken.OrderBy(entry => entry.Position)], leftOut);
    }

    // One address and one name is one entry, however often it is listed; what the others knew is kept.
    private static List<ListedEntry> Merge(IEnumerable<ListedEntry> entries) =>
    [
        .. entries.GroupBy(entry => (entry.Address.Key, entry.Name.ToUpperInvariant())).Select(same => same.Count() == 1 ? same.First() : same.First() with
        {
            Aliases = [.. same.SelectMany(entry => entry.Aliases).Distinct(StringComparer.OrdinalIgnoreCase)],
            City = same.Select(entry => entry.City).FirstOrDefault(city => city is not null),
            State = same.Select(entry => entry.State).FirstOrDefault(state => state is not null),
            PostalCode = same.Select(entry => entry.PostalCode).FirstOrDefault(code => code is not null),
            OrganizationId = same.Select(entry => entry.OrganizationId).FirstOrDefault(id => id is not null),
        }),
    ];

    private ListedEntry Entry(ListedEndpoint endpoint, ListedOrganization organization) => new()
    {
        Name = organization.Name,
        Aliases = [.. organization.Aliases.Append(endpoint.Name).Concat(Parents(organization).Select(parent => parent.Name)).OfType<string>()
            .Where(name => !name.Equals(organization.Name, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase)],
        City = organization.City,
        State = organization.State,
        PostalCode = organization.PostalCode,
        Address = endpoint.Address,
        FhirVersion = endpoint.FhirVersion,
        Status = endpoint.Status,
        OrganizationId = organization.Npi ?? organization.Id,
    };

    // The brand's own endpoints; a branch that names none is served by those of the brand above it (SMART App Launch 2.2.0, brands).
    private IEnumerable<ListedEndpoint> EndpointsOf(ListedOrganization organization) =>
        Parents(organization).Prepend(organization).Select(one => one.Endpoints.Select(reference => Find(endpointByReference, reference)).OfType<ListedEndpoint>().ToList())
            .FirstOrDefault(found => found.Count > 0) ?? [];

    private IEnumerable<ListedOrganization> Parents(ListedOrganization organization)
    {
        var above = organization;
        for (var up = 0; up < Generations && Find(organizationByReference, above.PartOf) is { } parent && parent != organization; up++)
        {
            yield return parent;
            above = parent;
        }
    }

    // Epic refers to the contained organization without the number sign that FHIR asks for.
    private static ListedOrganization ContainedManager(ListedEndpoint endpoint) =>
        endpoint.Contained.FirstOrDefault(organization => organization.Id is { } id && endpoint.Manager?.TrimStart('#') == id) ?? endpoint.Contained[0];

    private static void Remember<T>(Dictionary<string, T> all, T one, string? id, string type, string? fullUrl)
    {
        if (id is not null)
            all.TryAdd($"{type}/{id}", one);
        if (fullUrl is not null)
            all.TryAdd(fullUrl, one);
        if (id is not null)
            all.TryAdd(id, one);
    }

    // As it stands, or by its last two parts where the list was moved to another base.
    private static T? Find<T>(Dictionary<string, T> all, string? reference)
        where T : class
    {
        if (reference is null)
            return null;
        if (all.TryGetValue(reference, out var found))
            return found;
        var parts = reference.Split('/');
        return parts.Length > 2 ? all.GetValueOrDefault($"{parts[^2]}/{parts[^1]}") : null;
    }
}
