using System.Net.Http.Headers;
using System.Text.Json;
using EhrAdapters;
using Onboarding;

namespace Portal.Glue;

/// <summary>One simulated hospital as the simulator lists it.</summary>
public sealed record SimulatedHospital(
    string Slug, string Name, string Vendor, Uri FhirBaseUrl, string TimeZone, IReadOnlyList<SignInMethod> SignInMethods,
    IReadOnlyDictionary<string, string> VendorOptions, Uri Page)
{
    /// <summary>The hospital's page with what we ask its staff to register.</summary>
    public string Ask(string? clientId, string? jwksUrl, string? keyId)
    {
        var asked = new[] { ("clientId", clientId), ("jwksUrl", jwksUrl), ("keyId", keyId) }
            .Where(pair => !string.IsNullOrWhiteSpace(pair.Item2)).Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2!.Trim())}").ToList();
        return asked.Count == 0 ? Page.ToString() : $"{Page}?{string.Join('&', asked)}";
    }
}

/// <summary>Where the simulated hospitals are; empty address outside Development.</summary>
public sealed class SimulatedHospitals(HttpClient client)
{
    private static readonly JsonSerializerOptions Wire = Json.Options;

    /// <summary>The simulator's base address, or null where there is none.</summary>
    public Uri? Address { get; set; }

    /// <summary>All simulated hospitals, or none where the simulator does not answer.</summary>
    public async Task<IReadOnlyList<SimulatedHospital>> ListAsync(CancellationToken cancellation)
    {
        if (Address is null) return [];
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, "/hospitals"));
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            using var response = await client.SendAsync(request, cancellation);
            return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<SimulatedHospital[]>(Wire, cancellation) ?? [] : [];
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return [];
        }
    }
}
