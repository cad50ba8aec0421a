using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using EhrSimulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Portal.Tests.Canaries;

/// <summary>A simulated hospital whose patients carry planted values on the wire; half of them have no phone, so that validation fails and writes letters.</summary>
public sealed class PlantedHospital : IAsyncDisposable
{
    public const string Slug = "open-meadow";

    private readonly WebApplication simulator = SimulatorHost.Build(new() { Urls = "http://127.0.0.1:0" });
    private readonly ConcurrentDictionary<string, int> patients = new(StringComparer.Ordinal);
    private int records;

    public PlantedHospital() => simulator.Use(PlantAsync);

    public string Address => SimulatorHost.Address(simulator);

    /// <summary>Every value that must stay nowhere, with what it is.</summary>
    public ConcurrentDictionary<string, string> Canaries { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Task StartAsync() => simulator.StartAsync();

    public ValueTask DisposeAsync() => simulator.DisposeAsync();

    private async Task PlantAsync(HttpContext context, RequestDelegate next)
    {
        var wire = context.Response.Body;
        using var written = new MemoryStream();
        context.Response.Body = written;
        await next(context);
        context.Response.Body = wire;
        var bytes = written.ToArray();
        if (context.Response.ContentType?.Contains("fhir+json", StringComparison.Ordinal) is true && bytes.Length > 0)
        {
            var root = JsonNode.Parse(bytes)!;
            Plant(root);
            bytes = Encoding.UTF8.GetBytes(root.ToJsonString());
            context.Response.ContentLength = bytes.Length;
        }

        await wire.WriteAsync(bytes, context.RequestAborted);
    }

    private void Plant(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var item in list)
                    Plant(item);
                break;
            case JsonObject record:
                if ((string?)record["resourceType"] is "Patient")
                    PlantPatient(record);
                else if ((record["subject"] ?? record["patient"]) is JsonObject)
                    PlantRecord(record);
                foreach (var (name, value) in record.ToList())
                {
                    if (name is "entry" or "resource")
                        Plant(value);
                }

                break;
        }
    }

    private void PlantPatient(JsonObject patient)
    {
        var id = (string)patient["id"]!;
        var number = patients.GetOrAdd(id, _ => patients.Count + 1);
        Canaries[id] = "FHIR id";
        foreach (var identifier in patient["identifier"]?.AsArray() ?? [])
            Canaries[(string)identifier!["value"]!] = "identifier";
        patient["name"] = new JsonArray(new JsonObject
        {
            ["use"] = "official", ["family"] = Word($"Zyxqueen{number}x", "family name"), ["given"] = new JsonArray(Word($"Qortavian{number}x", "given name")), ["text"] = Word($"Dame Ulfrida{number}x", "name text"),
        });
        patient["birthDate"] = Word(string.Create(CultureInfo.InvariantCulture, $"{1930 + number}-07-{10 + (number % 18)}"), "birth date");
        patient["address"] = new JsonArray(new JsonObject
        {
            ["line"] = new JsonArray(Word($"{7000 + number} Vexholm Row", "street")), ["city"] = Word($"Quibblestead{number}x", "city"), ["postalCode"] = Word($"9{number:000}-7713", "postal code"),
        });
        patient["telecom"] = new JsonArray(
            new JsonObject { ["system"] = number % 2 == 0 ? "fax" : "phone", ["value"] = Word($"402-867-{5300 + number}", "phone") },
            new JsonObject { ["system"] = "email", ["value"] = Word($"zyx{number}x@canary.example", "e-mail") });
        patient["maritalStatus"] = new JsonObject { ["text"] = Word($"Wed to Brumhilde{number}x", "free text of a code") };
        patient["text"] = new JsonObject { ["status"] = "generated", ["div"] = $"<div xmlns=\"http://www.w3.org/1999/xhtml\">{Word($"Narrated{number}x", "narrative")}</div>" };
        foreach (var language in patient["communication"]?.AsArray() ?? [])
            language!["language"]!["text"] = Word($"Speaks Glimmish{number}x at home", "free text of a code");
    }

    private void PlantRecord(JsonObject record)
    {
        var number = Interlocked.Increment(ref records);
        (record["subject"] ?? record["patient"])!["display"] = Word($"Chart of Ulfrida{number}x", "name beside a reference");
        record["note"] = new JsonArray(new JsonObject { ["text"] = Word($"Noted by Yarrowick{number}x", "note of a record") });
        foreach (var concept in new[] { record["code"], record["medicationCodeableConcept"], record["type"] is JsonArray { Count: > 0 } types ? types[0] : null }.OfType<JsonObject>())
            concept["text"] = Word($"Told as Vrombick{number}x", "free text of a clinical code");
    }

    private string Word(string value, string what)
    {
        Canaries[value] = what;
        return value;
    }
}
