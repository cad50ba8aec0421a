using System.Globalization;
using System.Text.RegularExpressions;
using MudBlazor;
using Portal.Theme;
using Xunit;

namespace Portal.Tests.Theme;

public sealed partial class PortalThemeTests(ProductionPortal portal)
{
    private static readonly Dictionary<string, Func<Palette, string>> Pairs = new()
    {
        ["accent"] = palette => palette.Primary.Value, ["on-accent"] = palette => palette.PrimaryContrastText.Value, ["accent-hover"] = palette => palette.PrimaryDarken,
        ["canvas"] = palette => palette.Background.Value, ["surface"] = palette => palette.Surface.Value, ["surface-3"] = palette => palette.BackgroundGray.Value,
        ["ink"] = palette => palette.TextPrimary.Value, ["ink-2"] = palette => palette.TextSecondary.Value, ["ink-3"] = palette => palette.TextDisabled.Value,
        ["line"] = palette => palette.Divider.Value, ["line-control"] = palette => palette.LinesInputs.Value, ["surface-2"] = palette => palette.TableHover.Value,
        ["passed"] = palette => palette.Success.Value, ["failed"] = palette => palette.Error.Value, ["warning"] = palette => palette.Warning.Value, ["unknown"] = palette => palette.Info.Value,
    };

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task Palette_has_the_values_of_the_tokens(string theme)
    {
        var tokens = await ReadAsync(theme);
        Palette palette = theme == "dark" ? PortalTheme.Theme.PaletteDark : PortalTheme.Theme.PaletteLight;

        foreach (var (token, value) in Pairs)
            Assert.Equal((token, Rgb(tokens[token])), (token, Rgb(value(palette))));
    }

    private async Task<Dictionary<string, string>> ReadAsync(string theme)
    {
        using var browser = portal.Browser();
        var css = await browser.GetStringAsync("/css/tokens.css", TestContext.Current.CancellationToken);
        var block = css.Split($"[data-theme=\"{theme}\"] {{")[1].Split("\n}")[0];
        return Token().Matches(block).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
    }

    private static string Rgb(string colour)
    {
        var parsed = new MudBlazor.Utilities.MudColor(colour);
        return string.Create(CultureInfo.InvariantCulture, $"{parsed.R},{parsed.G},{parsed.B}");
    }

    [GeneratedRegex(@"--([a-z0-9-]+):\s*(#[0-9A-Fa-f]{6})\b")]
    private static partial Regex Token();
}
