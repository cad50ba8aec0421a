using Bunit;
using EhrAdapters.Diagnosis;
using Portal.Components.Stages.TestConnection;
using Xunit;

namespace Portal.Tests.Stages.TestConnection;

public sealed class ScopeMatrixTests : ControlContext
{
    private static readonly ScopeNeed Patient = new("system/Patient.rs", true, true, [ScopeUse.TestConnection, ScopeUse.Live]);
    private static readonly ScopeNeed Encounter = new("system/Encounter.rs", true, false, [ScopeUse.Live]);

    [Fact]
    public void Missing_scope_stands_first_with_words_and_the_table_stands_open()
    {
        var matrix = Open(Patient, Encounter);

        Assert.Equal(["system/Encounter.rs", "system/Patient.rs"], matrix.All("rowheader").Select(scope => scope.Name()));
        Assert.Equal(["asked", "not granted", "–", "–", "–", "–", "needed"], Cells(matrix));
        Assert.Equal("1 of 2 scopes missing", matrix.Find("summary .st").Name());
        Assert.True(matrix.Find("details").HasAttribute("open"));
    }

    [Fact]
    public void Table_is_folded_where_all_is_granted()
    {
        var matrix = Open(Patient);

        Assert.Equal("1 scope granted, none missing", matrix.Find("summary .st").Name());
        Assert.False(matrix.Find("details").HasAttribute("open"));
    }

    [Fact]
    public void Server_that_does_not_say_is_not_taken_for_granting()
    {
        var matrix = Open(Patient with { Granted = null });

        Assert.Equal("not said", Cells(matrix)[1]);
        Assert.Equal("The server does not say what it granted: 1 scope", matrix.Find("summary .st").Name());
    }

    [Fact]
    public void Needed_scope_that_nobody_asked_for_is_missing_too()
    {
        var matrix = Open(new ScopeNeed("system/Observation.rs", false, null, [ScopeUse.Live]));

        Assert.Equal("1 of 1 scopes missing", matrix.Find("summary .st").Name());
        Assert.Equal(["not asked", "not asked"], Cells(matrix)[..2]);
    }

    [Fact]
    public void Scope_beyond_need_that_was_refused_is_no_fault()
    {
        var matrix = Open(Patient, Encounter with { NeededFor = [] });

        Assert.False(matrix.Find("details").HasAttribute("open"));
    }

    [Fact]
    public void Site_without_scopes_shows_nothing() => Assert.Empty(Open().Markup.Trim());

    private static List<string> Cells(IRenderedComponent<ScopeMatrix> matrix) => [.. matrix.FindAll("tbody tr")[0].QuerySelectorAll("td").Select(cell => cell.Name())];

    private IRenderedComponent<ScopeMatrix> Open(params ScopeNeed[] scopes) => Render<ScopeMatrix>(with => with.Add(one => one.Scopes, scopes));
}
