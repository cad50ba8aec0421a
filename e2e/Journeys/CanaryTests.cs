using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Portal.E2E.Browser;

namespace Portal.E2E.Journeys;

/// <summary>After a whole journey nothing of a patient is at rest, in a log or in what went out, except to the caller with a key.</summary>
public sealed class CanaryTests(World world)
{
    private const string Hospital = "sundial-clinics";

    [Fact]
    public async Task Nothing_of_a_patient_is_at_rest_in_logs_or_in_what_goes_out()
    {
        await using var live = await LiveHospital.StartAsync(world, Hospital);
        var patients = await CallAsync(live, await KeyAsync(live));
        await world.OutageAsync(Hospital, true);
        var raised = await live.Webhook.NextAsync();
        await world.OutageAsync(Hospital, false);
        var resolved = await live.Webhook.NextAsync();
        await live.Portal.KillAsync();

        // Secrets and patients are encrypted in the database; the site's own name is not, so that we know we can read it.
        var places = Directory.GetFiles(live.Portal.Folder, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetFileName(file), file => Encoding.Latin1.GetString(File.ReadAllBytes(file)));
        Assert.Contains(places.Values, text => text.Contains(live.Name, StringComparison.Ordinal));
        Assert.Contains(live.Name, live.OnboardDocument, StringComparison.Ordinal);
        Assert.NotEmpty(live.Portal.Output);
        foreach (var (place, text) in (IEnumerable<(string, string)>)[("onboard", live.OnboardDocument), ("console", live.Portal.Output), ("webhook", raised + resolved)])
            places.Add(place, text);

        var found = places.SelectMany(place => patients.Where(canary => place.Value.Contains(canary.Value, StringComparison.OrdinalIgnoreCase)).Select(canary => $"{canary.What} in {place.Key}"));
        Assert.Empty(found.Distinct());
    }

    private async Task<string> KeyAsync(LiveHospital live)
    {
        await using var juno = await Person.SignInAsync(world, "Juno Marrow", live.Portal);
        await juno.GoAsync($"/sites/{live.Slug}/validate-patients");
        await juno.SeeHeadingAsync(live.Name);
        await juno.GoAsync($"/sites/{live.Slug}/go-live");
        await juno.PressAsync("Create a key");
        return await juno.Page.Locator(".newkey code").InnerTextAsync();
    }

    /// <summary>Calls for the ten patients by number and by id, and for one who is not there; every word that must stay nowhere.</summary>
    private async Task<IReadOnlyList<Canary>> CallAsync(LiveHospital live, string key)
    {
        var address = $"{live.Portal.Address}/api/v1/sites/{live.Slug}/patients";
        HashSet<Canary> words = [new("number of nobody", "a-28417.E-00000")];
        foreach (var mrn in live.Mrns)
        {
            var patient = await SendAsync(HttpMethod.Post, $"{address}/lookup", key, mrn);
            var id = patient["id"]!.GetValue<string>();
            await SendAsync(HttpMethod.Get, $"{address}/{id}", key, null);
            words.UnionWith(
            [
                new("number", mrn), new("id", id),
                new("family name", patient["name"]!["family"]!.GetValue<string>()), new("birth date", patient["birthDate"]!.GetValue<string>()),
            ]);
        }

        Assert.Equal(10, words.Count(word => word.What == "birth date"));
        await SendAsync(HttpMethod.Post, $"{address}/lookup", key, "a-28417.E-00000");
        await SendAsync(HttpMethod.Get, $"{address}/a-28417.E-00000", key, null);
        return [.. words];
    }

    private async Task<JsonNode> SendAsync(HttpMethod method, string address, string key, string? mrn)
    {
        using var request = new HttpRequestMessage(method, address) { Content = mrn is null ? null : JsonContent.Create(new { mrn }) };
        request.Headers.Authorization = new("Bearer", key);
        using var answer = await world.Http.SendAsync(request);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private sealed record Canary(string What, string Value)
    {
        public override string ToString() => What;
    }
}
