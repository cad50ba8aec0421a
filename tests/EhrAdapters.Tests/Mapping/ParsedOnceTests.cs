using System.Collections.Concurrent;
using EhrAdapters.Mapping;
using Hl7.Fhir.Model;
using Xunit;

namespace EhrAdapters.Tests.Mapping;

public sealed class ParsedOnceTests
{
    [Fact]
    public void Expression_is_parsed_once_however_many_records_ask_at_once()
    {
        // Written as nobody else writes them, because other tests parse beside this one.
        var mark = Guid.NewGuid().ToString("N");
        var map = new FieldMap
        {
            Fields = [.. DataContract.Default.Fields.Select(field => new FieldMapping { FieldId = field.Id, Expression = $"iif('{mark}{field.Id}'.exists(), id, id)" })],
        };
        var parsed = new ConcurrentBag<string>();
        void Hear(string expression)
        {
            if (expression.Contains(mark, StringComparison.Ordinal))
                parsed.Add(expression);
        }

        FhirPath.Parsed += Hear;
        try
        {
            var mapper = new FieldMapper(TimeProvider.System);
            Resource[] records = [new Patient { Id = "a" }, new Encounter { Id = "b" }, new Condition { Id = "c" }, new Observation { Id = "d" }, new MedicationRequest { Id = "e" }, new AllergyIntolerance { Id = "f" }];

            Parallel.For(0, 400, number => mapper.Map(records[number % records.Length], map, DataContract.Default));
            mapper.Validate(map.Fields[0].Expression);

            Assert.Equal(map.Fields.Select(field => field.Expression).Order(), parsed.Order());
        }
        finally
        {
            FhirPath.Parsed -= Hear;
        }
    }
}
