using System.Text.Json;
using System.Text.Json.Nodes;
using EhrAdapters.Mapping;
using EhrAdapters.Tests.Diagnosis;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Xunit;

namespace EhrAdapters.Tests.Mapping;

/// <summary>Patients with parts cut out, doubled or replaced by nonsense: mapping answers, it never throws, and never repeats a value as a reason.</summary>
public sealed class OddPatientTests
{
    private static readonly JsonSerializerOptions Lenient = new JsonSerializerOptions().ForFhir(ModelInfo.ModelInspector).UsingMode(DeserializationMode.Ostrich);

    private readonly FieldMapper mapper = new(TimeProvider.System);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Mangled_patient_is_answered_field_by_field(int seed)
    {
        var random = new Random(seed);
        var suggester = new MappingSuggester(new FakeAdapterFactory(FakeAdapterFactory.Profile()), TimeProvider.System);
        var connection = new Connection { Vendor = "fhir-r4", Environment = EhrEnvironment.Simulator, FhirBaseUrl = new("https://fhir.example/r4") };
        for (var round = 0; round < 40; round++)
        {
            if (Mangle(random) is not { } patient)
                continue;
            var suggestions = suggester.Suggest(connection, [new(patient, "ZQ-SECRET")], DataContract.Default);
            var map = new FieldMap { Fields = [.. suggestions.Select(suggestion => new FieldMapping { FieldId = suggestion.FieldId, Expression = suggestion.Expression })] };

            var result = mapper.Map(patient, map, DataContract.Default);

            Assert.Equal(DataContract.Default.Of(ContractResources.Patient).Select(field => field.Id), result.Fields.Select(field => field.FieldId));
            Assert.All(result.Fields, field => Assert.Equal(field.Outcome is FieldOutcome.Populated, field.Value is not null));
            Assert.All(result.Fields, field => Assert.DoesNotContain("ZQ-", field.Reason ?? "", StringComparison.Ordinal));
            Assert.All(suggestions, suggestion => Assert.DoesNotContain("SECRET", suggestion.Reason + suggestion.Expression, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Empty_patient_is_absent_everywhere()
    {
        var map = new FieldMap { Fields = [.. DataContract.Default.Fields.Select(field => new FieldMapping { FieldId = field.Id, Expression = field.Id switch { "name" => "name", "deceased" => "deceased", _ => "telecom.value" } })] };

        Assert.All(mapper.Map(new Patient(), map, DataContract.Default).Fields, field => Assert.Equal(FieldOutcome.Absent, field.Outcome));
    }

    // Null where the SDK itself cannot make a patient of it; that is the adapter's edge, not the mapper's.
    private static Patient? Mangle(Random random)
    {
        Func<int, Patient>[] shapes = [SampleShapes.Epic, SampleShapes.Oracle, SampleShapes.Meditech, SampleShapes.Athena];
        var root = JsonNode.Parse(JsonSerializer.Serialize(shapes[random.Next(shapes.Length)](random.Next(10, 99)), Lenient))!;
        for (var cut = 0; cut < 6; cut++)
            Damage(root, random);
        try
        {
            return JsonSerializer.Deserialize<Patient>(root.ToJsonString(), Lenient);
        }
        catch (Exception fault) when (fault is DeserializationFailedException or JsonException)
        {
            return fault is DeserializationFailedException { PartialResult: Patient partial } ? partial : null;
        }
    }

    private static void Damage(JsonNode node, Random random)
    {
        var target = node;
        while (target is JsonObject or JsonArray)
        {
            if (target is JsonObject { Count: > 0 } container)
            {
                var name = container.Select(pair => pair.Key).Where(key => key != "resourceType").ElementAtOrDefault(random.Next(container.Count));
                if (name is null)
                    return;
                if (random.Next(4) != 0 && container[name] is JsonObject or JsonArray)
                {
                    target = container[name];
                    continue;
                }

                if (random.Next(3) == 0)
                    container.Remove(name);
                else
                    container[name] = Nonsense(random);
                return;
            }

            if (target is not JsonArray { Count: > 0 } list)
                return;
            var index = random.Next(list.Count);
            if (random.Next(4) == 0)
                list.RemoveAt(index);
            else if (random.Next(5) == 0)
                list[index] = Nonsense(random);
            else
                target = list[index];
            if (!ReferenceEquals(target, list) && target is not null)
                continue;
            return;
        }
    }

    private static JsonNode? Nonsense(Random random) => random.Next(7) switch
    {
        0 => JsonValue.Create("ZQ-\u0000\ud7ff odd"),
        1 => JsonValue.Create(42.5),
        2 => JsonValue.Create(true),
        3 => new JsonObject(),
        4 => new JsonArray("ZQ-a", "ZQ-b"),
        5 => JsonValue.Create(new string('9', 400)),
        _ => JsonValue.Create(""),
    };
}
