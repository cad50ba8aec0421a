using Bunit;
using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Portal.Components.Controls;
using Xunit;

namespace Portal.Tests.Controls;

public sealed class ResultTableTests : ControlContext
{
    private static readonly ResultRow[] Rows =
    [
        Row("Name resolves", CheckState.Passed),
        Row("Network answers", CheckState.Passed),
        Row("First read", CheckState.NotReached),
        Row("Certificate", CheckState.Warning) with { Owner = FaultOwner.Hospital },
        Row("Sign-in", CheckState.Failed) with
        {
            Owner = FaultOwner.Hospital, Message = "The EHR does not accept who we say we are", NextStep = "Send the letter.",
            Letter = new("Please check our client", "Is our client enabled?"), Evidence = [new("HTTP status", "400")],
        },
    ];

    [Fact]
    public void Failed_row_comes_first_and_passed_rows_fold_together()
    {
        var table = RenderRows(Rows);

        var states = table.FindAll("[role=row] > [role=cell]:first-child").Select(cell => cell.Name()).ToList();
        Assert.Equal("Failed", states[0]);
        Assert.Equal("2 passed Name resolves, Network answers", states[^1]);
        Assert.DoesNotContain("Passed", states);
    }

    [Fact]
    public void Fold_opens_by_its_button_and_says_so()
    {
        var table = RenderRows(Rows);
        var fold = table.One("button", "2 passed Name resolves, Network answers");
        Assert.Equal("false", fold.GetAttribute("aria-expanded"));

        fold.Click();

        Assert.Equal("true", table.One("button", "2 passed Name resolves, Network answers").GetAttribute("aria-expanded"));
        Assert.Equal(2, table.All("cell").Count(cell => cell.Name() == "Passed"));
    }

    [Fact]
    public void First_failure_shows_its_letter_and_gives_the_evidence_on_request()
    {
        var table = RenderRows(Rows);
        Assert.Single(table.All("article"), article => article.Name() == "Letter to Interface analyst");
        Assert.DoesNotContain("HTTP status", table.Markup, StringComparison.Ordinal);

        table.One("button", "Evidence for engineers").Click();

        Assert.Empty(table.All("article"));
        Assert.Contains("HTTP status", table.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Closed_row_hides_its_letter()
    {
        var table = RenderRows(Rows);

        table.One("button", "Sign-in").Click();

        Assert.Equal("false", table.One("button", "Sign-in").GetAttribute("aria-expanded"));
        Assert.Empty(table.All("article"));
    }

    [Fact]
    public void Row_without_details_offers_nothing_to_open()
    {
        var table = RenderRows([Row("First read", CheckState.NotReached)]);

        Assert.Empty(table.All("button"));
    }

    [Fact]
    public void Row_that_does_not_apply_folds_with_the_passed_ones_and_is_counted_apart()
    {
        var table = RenderRows([Row("Client certificate", CheckState.NotApplicable), .. Rows]);

        Assert.Contains("2 passed, 1 not applicable Name resolves, Network answers, Client certificate", table.All("button").Select(button => button.Name()));
        Assert.DoesNotContain("Not applicable", table.All("cell").Select(cell => cell.Name()));
    }

    [Fact]
    public void Nothing_but_passed_rows_stand_open()
    {
        var table = RenderRows(Rows[..2]);

        Assert.Equal(2, table.All("cell").Count(cell => cell.Name() == "Passed"));
    }

    [Fact]
    public void Rows_of_our_own_side_stand_under_their_heading_behind_the_others()
    {
        var table = RenderRows([Row("Our clock", CheckState.Passed) with { Group = "Our side" }, .. Rows[..2]]);

        Assert.Equal(["Name resolves", "Network answers", "Our side", "Our clock"], table.FindAll(".rows [role=row] .what, .rr-group").Select(cell => cell.Name()));
    }

    [Fact]
    public void Page_may_put_its_own_letter_and_a_comparison_into_the_rows()
    {
        RowDetails details = new() { Letter = row => with => with.AddContent(0, $"own letter of {row.Check}"), Against = row => with => with.AddContent(0, $"{row.Check} before") };
        var table = Render<ResultTable>(with => with.Add(one => one.Rows, Rows).Add(one => one.Details, details));
        Assert.Contains("own letter of Sign-in", table.Markup, StringComparison.Ordinal);

        table.One("button", "Against last good run").Click();

        Assert.Contains("Sign-in before", table.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<ResultTable> RenderRows(IReadOnlyList<ResultRow> rows) =>
        Render<ResultTable>(with => with.Add(table => table.Rows, rows).Add(table => table.At, Clock.GetUtcNow()));

    private static ResultRow Row(string check, CheckState state) => new() { Code = "TEST", Check = check, State = state };
}
