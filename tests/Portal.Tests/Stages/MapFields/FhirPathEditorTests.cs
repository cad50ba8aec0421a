using Bunit;
using EhrAdapters.Mapping.Completion;
using Hl7.Fhir.Model;
using Microsoft.AspNetCore.Components.Web;
using Portal.Components.Stages.MapFields;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Portal.Tests.Stages.MapFields;

public sealed class FhirPathEditorTests : ControlContext
{
    private static readonly ElementTree Tree = ElementTree.Of([new Patient
    {
        Id = "p", Identifier = [new() { System = "urn:own:mrn", Value = "1" }, new() { Value = "2", Type = new() { Text = "other" } }],
        Name = [new() { Family = "Oak", Given = ["Wren"] }],
    }]);

    [Fact]
    public async Task First_letters_of_a_function_are_completed_by_keyboard()
    {
        var editor = Editor();

        await TypeAsync(editor, "identifier.wh");

        Assert.Equal(["where(keeps what fulfils a condition"], Offered(editor));
        Assert.Equal("true", editor.One("option", "where(keeps what fulfils a condition").GetAttribute("aria-selected"));
        await PressAsync(editor, "Enter");
        Assert.Equal("identifier.where(", editor.Find("textarea").GetAttribute("value"));
        Assert.Equal("identifier.where(", _told);
        Assert.Equal(["identifier.wh", "identifier.where(", 17], JSInterop.Invocations["portal.write"].Single().Arguments.Skip(1));
        Assert.Empty(Offered(editor));
    }

    [Fact]
    public async Task Arrows_choose_among_what_occurs_and_the_text_names_the_chosen_one()
    {
        var editor = Editor();

        await TypeAsync(editor, "identifier.");
        Assert.Null(editor.Find("textarea").GetAttribute("aria-activedescendant"));
        await PressAsync(editor, "ArrowDown");
        var first = Chosen(editor);
        await PressAsync(editor, "ArrowDown");
        var second = Chosen(editor);
        await PressAsync(editor, "ArrowUp");

        Assert.NotEqual(first, second);
        Assert.Equal(first, Chosen(editor));
        await PressAsync(editor, "Tab");
        Assert.Equal("identifier.system", _told);
    }

    [Fact]
    public async Task Escape_closes_the_list_and_control_space_opens_it_where_the_caret_is()
    {
        JSInterop.Setup<int?>("portal.caret", _ => true).SetResult(5);
        var editor = Editor("name..given");

        await PressAsync(editor, " ", ctrl: true);
        Assert.Contains(Offered(editor), option => option.StartsWith("family", StringComparison.Ordinal));
        await PressAsync(editor, "Escape");

        Assert.Empty(Offered(editor));
        Assert.Equal("name..given", editor.Find("textarea").GetAttribute("value"));
    }

    [Fact]
    public async Task Finished_word_opens_no_list_so_that_tab_and_enter_do_what_they_do()
    {
        var editor = Editor();

        await TypeAsync(editor, "name.family");

        Assert.Empty(Offered(editor));
        Assert.Null(editor.Find("textarea").GetAttribute("data-completing"));
    }

    [Fact]
    public async Task What_is_typed_is_never_written_back_over_what_is_typed_next()
    {
        var editor = Editor();

        await TypeAsync(editor, "i");
        await TypeAsync(editor, "id");

        Assert.Equal("", editor.Find("textarea").GetAttribute("value"));
        Assert.Empty(JSInterop.Invocations["portal.write"]);
        editor.Render(with => with.Add(one => one.Expression, "name"));
        Assert.Equal(["id", "name", null], JSInterop.Invocations["portal.write"].Single().Arguments.Skip(1));
    }

    [Fact]
    public async Task Option_is_taken_with_the_mouse()
    {
        var editor = Editor();
        await TypeAsync(editor, "na");

        await editor.All("option").Single(option => option.Name().StartsWith("name", StringComparison.Ordinal)).ClickAsync(new());

        Assert.Equal("name", _told);
    }

    [Fact]
    public async Task Long_list_moves_along_with_the_choice()
    {
        var editor = Editor();
        await TypeAsync(editor, "identifier.");
        var all = int.Parse(editor.Find("[role=option]").GetAttribute("aria-setsize")!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(all > 12);

        await PressAsync(editor, "ArrowUp");

        Assert.Equal(all.ToString(System.Globalization.CultureInfo.InvariantCulture), editor.FindAll("[role=option]")[^1].GetAttribute("aria-posinset"));
        Assert.Equal("true", editor.FindAll("[role=option]")[^1].GetAttribute("aria-selected"));
    }

    private string _told = "";

    private IRenderedComponent<FhirPathEditor> Editor(string expression = "") => Render<FhirPathEditor>(with => with
        .Add(editor => editor.Label, "FHIRPath of Name").Add(editor => editor.Expression, expression)
        .Add(editor => editor.ExpressionChanged, said => _told = said)
        .Add(editor => editor.Complete, (text, caret) => FhirPathCompletion.Complete(text, caret, Tree, "Patient")));

    private static Task TypeAsync(IRenderedComponent<FhirPathEditor> editor, string text) => editor.Find("textarea").InputAsync(text);

    private static Task PressAsync(IRenderedComponent<FhirPathEditor> editor, string key, bool ctrl = false) =>
        editor.Find("textarea").KeyDownAsync(new KeyboardEventArgs { Key = key, CtrlKey = ctrl });

    private static IReadOnlyList<string> Offered(IRenderedComponent<FhirPathEditor> editor) =>
        editor.Find(".code-list").HasAttribute("hidden") ? [] : [.. editor.All("option").Select(option => option.Name())];

    private static string Chosen(IRenderedComponent<FhirPathEditor> editor) => editor.Find($"#{editor.Find("textarea").GetAttribute("aria-activedescendant")} code").TextContent;
}
