using MudBlazor;

namespace Portal.Theme;

/// <summary>MudBlazor's theme with the values of wwwroot/css/tokens.css; a test holds the two together.</summary>
public static class PortalTheme
{
    private static readonly string[] SansFamily =
        ["Inter", "Segoe UI Variable Text", "Segoe UI", "system-ui", "-apple-system", "Helvetica Neue", "Arial", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0E5763", PrimaryContrastText = "#FFFFFF", PrimaryDarken = "#0A444E",
            Background = "#F3F2ED", AppbarBackground = "#F3F2ED", DrawerBackground = "#F3F2ED",
            AppbarText = "#182123", DrawerText = "#434D4C", DrawerIcon = "#434D4C",
            Surface = "#FFFFFF", BackgroundGray = "#EAE8E1",
            TextPrimary = "#182123", TextSecondary = "#434D4C", TextDisabled = "#5F6866", ActionDefault = "#434D4C",
            ActionDisabled = "#5F6866", ActionDisabledBackground = "#EAE8E1",
            Divider = "#E2DFD7", LinesDefault = "#E2DFD7", TableLines = "#E2DFD7", LinesInputs = "#868278",
            TableHover = "#FAF9F6",
            Success = "#1C6A3B", Error = "#A6221B", Warning = "#80500A", Info = "#3F548C",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#74C3CC", PrimaryContrastText = "#05252A", PrimaryDarken = "#93D4DB",
            Background = "#0E1415", AppbarBackground = "#0E1415", DrawerBackground = "#0E1415",
            AppbarText = "#E9EDEB", DrawerText = "#B9C4C2", DrawerIcon = "#B9C4C2",
            Surface = "#151D1F", BackgroundGray = "#233032",
            TextPrimary = "#E9EDEB", TextSecondary = "#B9C4C2", TextDisabled = "#97A4A2", ActionDefault = "#B9C4C2",
            ActionDisabled = "#97A4A2", ActionDisabledBackground = "#233032",
            Divider = "#293638", LinesDefault = "#293638", TableLines = "#293638", LinesInputs = "#768688",
            TableHover = "#1A2426",
            Success = "#7DCB94", Error = "#FF9C90", Warning = "#E7BA61", Info = "#A9BAEC",
        },
        LayoutProperties = new LayoutProperties
        {
            DefaultBorderRadius = "5px", AppbarHeight = "48px", DrawerWidthLeft = "204px", DrawerMiniWidthLeft = "56px",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = SansFamily, FontSize = ".8125rem", LineHeight = "1.5", LetterSpacing = "0" },
            Button = new ButtonTypography { FontSize = ".8125rem", FontWeight = "500", LetterSpacing = "0", TextTransform = "none" },
        },
    };
}
