using Bunit;
using Portal.Components.Controls;
using Xunit;

namespace Portal.Tests.Controls;

public sealed class BusyButtonTests : ControlContext
{
    [Fact]
    public async Task Two_clicks_are_one()
    {
        var started = 0;
        var work = new TaskCompletionSource();
        var button = Render<BusyButton>(with => with.Add(button => button.Word, "Save").Add(button => button.BusyWord, "Saving")
            .Add(button => button.OnPress, () =>
            {
                started++;
                return work.Task;
            }));

        var first = button.Find("button").ClickAsync();
        var second = button.Find("button").ClickAsync();
        var busy = button.One("button", "Saving");

        Assert.Equal(1, started);
        Assert.True(busy.HasAttribute("disabled"));
        work.SetResult();
        await Task.WhenAll(first, second);
        Assert.False(button.One("button", "Save").HasAttribute("disabled"));
    }

    [Fact]
    public void Button_that_is_off_is_described_by_its_reason()
    {
        var button = Render<BusyButton>(with => with.Add(button => button.Word, "Test connection").Add(button => button.Disabled, true)
            .Add(button => button.Reason, "Cannot help until the client is enabled."));

        var described = button.One("button", "Test connection").GetAttribute("aria-describedby");
        Assert.Equal("Cannot help until the client is enabled.", button.Find($"#{described}").TextContent);
    }
}
