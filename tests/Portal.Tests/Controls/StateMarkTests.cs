using Bunit;
using EhrAdapters.Diagnosis;
using Portal.Components.Controls;
using Xunit;

namespace Portal.Tests.Controls;

public sealed class StateMarkTests : ControlContext
{
    [Theory]
    [InlineData(CheckState.Passed, "Passed")]
    [InlineData(CheckState.Failed, "Failed")]
    [InlineData(CheckState.Warning, "Warning")]
    [InlineData(CheckState.NotApplicable, "Not applicable")]
    [InlineData(CheckState.CouldNotAssess, "Could not assess")]
    [InlineData(CheckState.NotReached, "Not reached")]
    public void State_is_said_in_a_word_and_drawn_in_its_own_shape(CheckState state, string word)
    {
        var mark = Render<StateMark>(with => with.Add(mark => mark.State, state));
        var bare = Render<StateMark>(with => with.Add(mark => mark.State, state).Add(mark => mark.IconOnly, true));

        Assert.Equal(word, mark.Find("span").Name());
        Assert.Equal(word, bare.Find("span").Name());
        Assert.Equal($"/icons.svg#s-{state.Css()}", mark.Find("use").GetAttribute("href"));
    }

    [Fact]
    public void More_exact_word_replaces_the_state_and_keeps_the_shape()
    {
        var mark = Render<StateMark>(with => with.Add(mark => mark.State, CheckState.Warning).Add(mark => mark.Word, "2 fields to decide"));

        Assert.Equal("2 fields to decide", mark.Find("span").Name());
        Assert.Equal("/icons.svg#s-warning", mark.Find("use").GetAttribute("href"));
    }

    [Fact]
    public void Every_state_has_a_shape_of_its_own()
    {
        var states = Enum.GetValues<CheckState>();

        Assert.Equal(states.Length, states.Select(state => state.Css()).Distinct().Count());
    }
}
