using EhrAdapters.Mapping.Completion;
using Hl7.Fhir.Model;
using Xunit;

namespace EhrAdapters.Tests.Mapping.Completion;

public sealed class FhirPathCompletionTests
{
    private const string Race = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-race";

    private static readonly ElementTree Tree = ElementTree.Of(Enumerable.Range(1, 4).Select(SampleShapes.Epic).Concat(Enumerable.Range(1, 2).Select(SampleShapes.Oracle)));

    [Theory]
    [InlineData("|", "birthDate", "identifier", "name", "telecom", "deceased")]
    [InlineData("Patient.|", "birthDate", "identifier")]
    [InlineData("identifier.|", "system", "type", "use", "value", "period")]
    [InlineData("identifier.where(system = 'urn:oid:1.2.3.4.2').|", "system", "type", "use", "value")]
    [InlineData("identifier.first().|", "system", "value")]
    [InlineData("identifier[0].|", "system", "value")]
    [InlineData("identifier.where(use='usual').first().type.|", "text", "coding")]
    [InlineData("identifier.where(|", "system", "type", "value")]
    [InlineData("identifier.where(type.|", "text", "coding")]
    [InlineData("identifier.where(use='usual' and |", "system", "type")]
    [InlineData("identifier.where(type.coding.where(|", "system", "code")]
    [InlineData("identifier.where(type.coding.where(code='MR').exists() and period.|", "start", "end")]
    [InlineData("(name | contact.name).|", "family", "given")]
    [InlineData("name.select(given | fam|", "family")]
    [InlineData("iif(name.exists(), name, telecom).|", "family", "system")]
    [InlineData("iif(name.|", "family", "given")]
    [InlineData("name.where($this.|", "family")]
    [InlineData("name.exists() and %resource.tele|", "telecom")]
    [InlineData("communication.language.|", "coding", "text")]
    [InlineData("name.union(telecom).|", "family", "value")]
    [InlineData("deceased.ofType(|", "boolean")]
    [InlineData("id.is(|", "id")]
    public void Elements_that_occur_at_the_caret_are_offered(string written, params string[] wanted)
    {
        var offered = At(written).Items.Select(item => item.Text).ToList();

        Assert.All(wanted, name => Assert.Contains(name, offered));
    }

    [Theory]
    [InlineData("identifier.|", "birthDate", "family", "identifier", "assigner")]
    [InlineData("|", "photo", "contact", "maritalStatus")]
    [InlineData("name.given.|", "family", "birthDate")]
    [InlineData("identifier.where(|", "birthDate")]
    [InlineData("name.exists().|", "family")]
    [InlineData("(name.family = 'x').|", "family")]
    [InlineData("birthDate.|", "birthDate")]
    public void What_does_not_occur_there_is_not_offered(string written, params string[] unwanted)
    {
        var offered = At(written).Items.Select(item => item.Text).ToList();

        Assert.All(unwanted, name => Assert.DoesNotContain(name, offered));
    }

    [Fact]
    public void Most_frequent_element_comes_first_with_its_count_and_type()
    {
        var offered = At("identifier.|").Items;

        Assert.Equal(new("system", CompletionKind.Element, "uri", 6, 6), offered.First(item => item.Text == "system"));
        Assert.Equal(2, offered.Single(item => item.Text == "period").Found);
        Assert.True(offered.TakeWhile(item => item.Kind is CompletionKind.Element).Select(item => item.Found).SequenceEqual(offered.TakeWhile(item => item.Kind is CompletionKind.Element).Select(item => item.Found).OrderDescending()));
        Assert.Equal(CompletionKind.Function, offered[^1].Kind);
    }

    [Fact]
    public void Function_is_completed_from_its_first_letters()
    {
        var completions = At("identifier.wh|");

        Assert.Equal("where(", Assert.Single(completions.Items).Text);
        Assert.Equal(("identifier.where(", 17), completions.Take("identifier.wh", completions.Items[0]));
    }

    [Fact]
    public void Word_that_goes_on_behind_the_caret_is_replaced_whole_and_its_bracket_kept()
    {
        var completions = At("identifier.wh|ere(use='usual')");

        Assert.Equal("identifier.where(use='usual')", completions.Take("identifier.where(use='usual')", completions.Items[0]).Expression);
    }

    [Fact]
    public void Extension_by_url_offers_what_that_extension_holds()
    {
        Assert.Contains("extension", Names($"extension.where(url = '{Race}').|"));
        Assert.DoesNotContain("value", Names($"extension.where(url = '{Race}').|"));
        Assert.Contains("value", Names($"extension.where(url = '{Race}').extension.where(url = 'text').|"));
        Assert.Contains("code", Names($"extension('{Race}').extension('ombCategory').value.|"));
        Assert.DoesNotContain("code", Names($"extension('{Race}').extension('text').value.|"));
    }

    [Fact]
    public void Systems_urls_and_codes_that_occur_are_offered_as_texts()
    {
        Assert.Contains("'urn:oid:1.2.3.4.2'", Names("identifier.where(system = '|"));
        Assert.Contains("'urn:oid:1.2.3.4.14'", Names("identifier.where(system = 'urn:oid:1.2.3.4.1|"));
        Assert.Contains("'official'", Names("name.where(use = |"));
        Assert.Contains($"'{Race}'", Names("extension.where(url='us-core-r|"));
        Assert.Contains($"'{Race}'", Names("extension('|"));
        Assert.Equal("identifier.where(system = 'urn:oid:1.2.3.4.2')", At("identifier.where(system = 'urn|')") is var typed ? typed.Take("identifier.where(system = 'urn')", typed.Items.Single(item => item.Text == "'urn:oid:1.2.3.4.2'")).Expression : "");
    }

    [Fact]
    public void No_value_of_a_patient_is_offered()
    {
        foreach (var place in new[] { "identifier.where(value = '|", "name.where(family = '|", "name.where(text = '|", "telecom.where(value = '|", "birthDate = '|", "address.where(city = '|", "id = '|" })
            Assert.DoesNotContain(At(place).Items, item => item.Kind is CompletionKind.Text);
    }

    [Fact]
    public void Choice_element_is_narrowed_by_its_type()
    {
        var tree = ElementTree.Of([
            new Observation { Value = new Quantity(5, "mg") },
            new Observation { Value = new CodeableConcept("urn:own", "pos") },
        ]);

        Assert.Contains("coding", Names("value.|", tree));
        Assert.Contains("unit", Names("value.|", tree));
        Assert.DoesNotContain("coding", Names("value.ofType(Quantity).|", tree));
        Assert.Contains("unit", Names("(value as Quantity).|", tree));
        Assert.Contains("'urn:own'", Names("value.ofType(CodeableConcept).coding.where(system = '|", tree));
        Assert.Equal(["CodeableConcept", "Quantity"], Names("value.ofType(|", tree));

        static List<string> Names(string written, ElementTree tree) => [.. FhirPathCompletion.Complete(written[..^1], written.Length - 1, tree, "Observation").Items.Select(item => item.Text)];
    }

    [Theory]
    [InlineData("birthDate|", false)]
    [InlineData("birthD|", true)]
    [InlineData("name.family |", false)]
    [InlineData("'text|", false)]
    [InlineData("name.where(use = 'official'|", false)]
    public void List_opens_by_itself_only_where_it_can_help(string written, bool opens) => Assert.Equal(opens, At(written).WorthShowing);

    [Theory]
    [InlineData("")]
    [InlineData(")))))")]
    [InlineData("((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((")]
    [InlineData("name..given")]
    [InlineData("a|||b[[[]]](,,,).")]
    [InlineData("'\\")]
    [InlineData("`odd name`.x.")]
    [InlineData("@2020-01-01T00:00:00Z.%`x`$this\u0000é.")]
    [InlineData("name.is as is as is")]
    public void Whatever_is_typed_completion_answers(string written)
    {
        for (var caret = -1; caret <= written.Length + 1; caret++)
        {
            var completions = FhirPathCompletion.Complete(written, caret, Tree, "Patient");
            Assert.InRange(completions.Start, 0, written.Length);
            Assert.InRange(completions.End, completions.Start, written.Length);
            Assert.All(completions.Items, item => completions.Take(written, item));
        }
    }

    [Fact]
    public void Nothing_is_offered_where_no_record_was_read()
    {
        Assert.Empty(FhirPathCompletion.Complete("name.", 5, ElementTree.Empty, "Patient").Items);
        Assert.Empty(FhirPathCompletion.Complete("name.", 5, Tree, "Condition").Items);
        Assert.Equal((6, 0), (Tree.Records("Patient"), Tree.Records("Condition")));
    }

    [Fact]
    public void Every_offered_path_is_an_expression_that_the_mapper_takes()
    {
        var mapper = new EhrAdapters.Mapping.FieldMapper(TimeProvider.System);
        foreach (var written in new[] { "", "identifier.", "name.", "extension.", "telecom.", "communication.language." })
            Assert.All(FhirPathCompletion.Complete(written, written.Length, Tree, "Patient").Items.Where(item => item.Kind is CompletionKind.Element), item => Assert.Null(mapper.Validate(written + item.Text)));
    }

    [Fact]
    public void Extensions_nested_a_hundred_deep_and_elements_without_end_are_bounded()
    {
        var deep = new Extension { Url = "urn:0" };
        var inner = deep;
        for (var level = 1; level < 100; level++)
            inner.Extension.Add(inner = new() { Url = $"urn:{level}" });
        var patient = new Patient { Extension = [deep] };
        for (var number = 0; number < 30_000; number++)
            patient.Identifier.Add(new($"urn:system:{number}", "1"));

        var tree = ElementTree.Of([patient]);

        Assert.InRange(FhirPathCompletion.Complete("identifier.where(system = '", 27, tree, "Patient").Items.Count, 1, 60);
        Assert.Contains("extension", FhirPathCompletion.Complete("extension.extension.", 20, tree, "Patient").Items.Select(item => item.Text));
    }

    private static List<string> Names(string written) => [.. At(written).Items.Select(item => item.Text)];

    // The last | of the text is the caret.
    private static Completions At(string written)
    {
        var caret = written.LastIndexOf('|');
        return FhirPathCompletion.Complete(written.Remove(caret, 1), caret, Tree, "Patient");
    }
}
