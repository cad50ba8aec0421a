using System.Net.Http.Json;
using System.Text.Json.Nodes;
using EhrSimulator;
using Microsoft.AspNetCore.Builder;
using Portal.E2E.Hosting;

namespace Portal.E2E.Journeys;

/// <summary>
/// One hospital of each vendor with a record number, an extension and codes of its own, mapped as the vendor's ordinary hospital
/// is: red. They have simulated hospitals and a portal of their own, so that no other journey turns their dials.
/// </summary>
public sealed class RedHospitals : IAsyncLifetime
{
    private const string UsCore = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-";

    private readonly WebApplication simulator = SimulatorHost.Build(new() { Urls = "http://127.0.0.1:0" });

    /// <summary>The slugs, each with the fields that its vendor's ordinary places do not find.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<OrdinaryPlace>> All { get; } = new Dictionary<string, IReadOnlyList<OrdinaryPlace>>
    {
        ["marrowgate"] = [Mrn("urn:oid:1.2.840.114350.1.13.901.2.7.5.737384.14"), Language, Race],
        ["harrow-valley"] = [Mrn("urn:oid:2.999.610.1.1"), BirthSex, Language],
        ["copper-ridge"] = [Mrn("https://mtrestapis-live01.brackenford.example:443/identifier/MRN"), Ethnicity, Race],
        ["sundial-clinics"] = [Mrn("https://fhir.athena.io/sid/ah-patient"), Language, Ethnicity],
        ["pelican-bay"] = [Mrn("https://open-meadow.example/fhir/sid/mrn"), Race, Ethnicity],
    };

    public PortalProcess Portal { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await simulator.StartAsync();
        var address = SimulatorHost.Address(simulator);
        Portal = new(new Dictionary<string, string> { ["Simulator__Url"] = address });
        using var http = new HttpClient();
        foreach (var (hospital, places) in All)
        {
            var file = (await http.GetFromJsonAsync<JsonObject>($"{address}/hospitals/{hospital}/site.json"))!;
            file["name"] = $"Red {hospital}";
            file["mapping"] = new JsonObject(places.Select(place => KeyValuePair.Create<string, JsonNode?>(place.FieldId, place.Expression)));
            await Portal.OnboardAsync(file.ToJsonString(), red: "map-fields");
        }

        await Portal.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        await simulator.DisposeAsync();
    }

    private static OrdinaryPlace Language => new("language", "Language", "communication.language.coding.code");

    private static OrdinaryPlace Race => new("race", "Race", $"extension.where(url='{UsCore}race').extension.where(url='ombCategory').value.code");

    private static OrdinaryPlace Ethnicity => new("ethnicity", "Ethnicity", $"extension.where(url='{UsCore}ethnicity').extension.where(url='ombCategory').value.code");

    private static OrdinaryPlace BirthSex => new("birthSex", "Birth sex", $"extension.where(url='{UsCore}birthsex').value");

    private static OrdinaryPlace Mrn(string system) => new("mrn", "Medical record number", $"identifier.where(system = '{system}').value");
}

/// <summary>The journeys that need hospitals whose dials nobody turns; one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class OwnHospitals : ICollectionFixture<RedHospitals>
{
    public const string Name = "own hospitals";
}

/// <summary>Where ordinary hospitals of a vendor keep a field.</summary>
public sealed record OrdinaryPlace(string FieldId, string Label, string Expression);
