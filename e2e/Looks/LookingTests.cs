using Portal.E2E.Browser;
using Portal.E2E.Journeys;

namespace Portal.E2E.Looks;

/// <summary>The judge of pages is strict itself: what it passes over would be passed over everywhere.</summary>
public sealed class LookingTests(World world)
{
    [Theory]
    [InlineData("<html><head><title>Named</title></head><body><main><h1>Good</h1></main></body></html>", "html-has-lang")]
    [InlineData("<html lang='en'><head></head><body><main><h1>Good</h1></main></body></html>", "document-title")]
    [InlineData("<html lang='en'><head><title>Named</title></head><body><main><h1>Good</h1><button></button></main></body></html>", "button-name")]
    [InlineData("<html lang='en'><head><title>Named</title></head><body><main><h1>Good</h1><p style='color:#ccc;background:#fff'>Faint</p></main></body></html>", "color-contrast")]
    [InlineData("<html lang='en'><head><title>Named</title></head><body><main><h1>Good</h1><p style='width:3000px'>Wide</p></main></body></html>", "scrolls sideways")]
    [InlineData("<html lang='en'><head><title>Named</title></head><body><main><h1>Good</h1><div class='rr' style='display:grid;grid-template-columns:60px 60px'><div><small style='display:block;width:200px'>Runs on</small></div><div style='margin-left:-20px'>9 of 10</div></div></main></body></html>", "writes over figures")]
    public async Task Faulty_page_is_named(string html, string fault)
    {
        var window = await world.WindowAsync();
        await using var person = new Person(window, await window.NewPageAsync());
        await person.Page.SetContentAsync(html);

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => person.JudgeAsync("looking-faulty"));

        Assert.Contains(fault, refused.Message, StringComparison.Ordinal);
    }
}
