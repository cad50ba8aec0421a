using Bunit;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Microsoft.AspNetCore.Components.Web;
using Onboarding.Stages.ValidatePatients;
using Portal.Components.Controls;
using Xunit;

namespace Portal.Tests.Controls;

public sealed class FieldMatrixTests : ControlContext
{
    private static readonly ValidationMatrix Matrix = new(
        [new(1, "adult"), new(2, "minor")],
        [
            new("birthDate", "Birth date", FieldRequirement.Identity, CheckState.Passed, 2, 2, 0.22, [Cell(CheckState.Passed), Cell(CheckState.Passed)]),
            new("race", "Race", FieldRequirement.Expected, CheckState.Failed, 1, 2, null, [Cell(CheckState.Passed), Cell(CheckState.Failed, "no entry in the code map")]),
        ],
        []);

    private MatrixPlace? _place;

    [Fact]
    public void Cell_says_field_patient_state_and_reason()
    {
        var matrix = RenderMatrix(null);

        matrix.One("button", "Race, patient 02: Failed, no entry in the code map");
        Assert.Equal(["Birth date identity", "Race expected"], matrix.All("rowheader").Select(head => head.Name().Replace("dateidentity", "date identity", StringComparison.Ordinal).Replace("Raceexpected", "Race expected", StringComparison.Ordinal)));
    }

    [Fact]
    public void Enter_on_a_cell_opens_it_and_again_closes_it()
    {
        RenderMatrix(null).One("button", "Race, patient 02: Failed, no entry in the code map").Click();
        Assert.Equal(new MatrixPlace("race", 2), _place);

        RenderMatrix(_place).One("button", "Race, patient 02: Failed, no entry in the code map").Click();
        Assert.Null(_place);
    }

    [Fact]
    public void Escape_closes_the_opened_cell()
    {
        _place = new("race", 1);

        RenderMatrix(_place).One("button", "Race, patient 01: Passed").KeyDown(new KeyboardEventArgs { Key = "Escape" });

        Assert.Null(_place);
    }

    [Fact]
    public void Tab_stops_once_at_the_opened_cell()
    {
        var matrix = RenderMatrix(new("race", 2));

        Assert.Equal("Race, patient 02: Failed, no entry in the code map", Assert.Single(matrix.All("button"), cell => cell.GetAttribute("tabindex") == "0").Name());
    }

    [Fact]
    public void Tab_enters_at_the_first_cell_where_a_filter_took_the_opened_one_away()
    {
        var matrix = RenderMatrix(new("phone", 2));

        Assert.Equal("Birth date, patient 01: Passed", Assert.Single(matrix.All("button"), cell => cell.GetAttribute("tabindex") == "0").Name());
    }

    [Fact]
    public void Cause_of_a_whole_field_is_said_once_in_its_row_and_each_cell_says_that_it_has_one()
    {
        var caused = Matrix with { Causes = [new(CheckState.Failed, "Race is absent in all 2 patients", "Not sent.", null, "race", null)] };

        var matrix = Render<FieldMatrix>(with => with.Add(one => one.Matrix, caused));

        matrix.One("button", "Race, patient 02: Failed, no entry in the code map, one cause for the whole field");
        matrix.One("button", "Race, patient 01: Passed");
        Assert.Single(matrix.FindAll("td"), cell => cell.TextContent.Contains("is absent in all 2 patients", StringComparison.Ordinal));
    }

    [Fact]
    public void Fields_stand_under_the_record_that_holds_them_in_one_order()
    {
        MatrixField Of(string id, FieldRequirement requirement, string type) => new(id, id, requirement, CheckState.Passed, 1, 1, null, [Cell(CheckState.Passed)], type);
        var matrix = Render<FieldMatrix>(with => with.Add(one => one.Matrix, new ValidationMatrix(
            [new(1, "adult")],
            [
                Of("name", FieldRequirement.Identity, "Patient"), Of("phone", FieldRequirement.Required, "Patient"), Of("allergyIntolerance.code", FieldRequirement.Required, "AllergyIntolerance"),
                Of("encounter.start", FieldRequirement.Required, "Encounter"), Of("custom.program", FieldRequirement.Optional, "Patient"),
            ],
            [])));

        Assert.Equal(
            ["Identity", "name", "Patient", "phone", "custom.program", "Encounter", "encounter.start", "Allergy", "allergyIntolerance.code"],
            matrix.FindAll("tbody th").Select(head => head.FirstChild!.TextContent));
        Assert.Equal("name, patient 01: Passed", Assert.Single(matrix.All("button"), cell => cell.GetAttribute("tabindex") == "0").Name());
    }

    private IRenderedComponent<FieldMatrix> RenderMatrix(MatrixPlace? selected) => Render<FieldMatrix>(with => with
        .Add(matrix => matrix.Matrix, Matrix).Add(matrix => matrix.Selected, selected).Add(matrix => matrix.SelectedChanged, place => _place = place));

    private static MatrixCell Cell(CheckState state, string? reason = null) => new(state, reason, null, null);
}
