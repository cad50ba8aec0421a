using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Portal.Components;

public sealed partial class App
{
    // Order matters: tokens first, MudBlazor's corrections before our areas, widths last.
    private static readonly string[] Stylesheets =
        ["tokens", "base", "mud", "frame", "controls", "workspace", "results", "sites", "board", "studio", "discover", "matrix", "charts",
         "golive", "review", "contract", "keys", "sign-in", "forms", "details", "panels", "parts", "directories", "connection", "report", "load", "drill", "ramp", "widths"];

    private static readonly InteractiveServerRenderMode Interactive = new(prerender: false);

    [CascadingParameter]
    public required HttpContext HttpContext { get; set; }

    /// <summary>Sign-in, error and status pages answer without a circuit; everything else is one interactive application.</summary>
    private IComponentRenderMode? RenderMode => HttpContext.AcceptsInteractiveRouting() ? Interactive : null;

    // theme.js keeps what it decided last in this cookie, so that the first paint has the right colours.
    private bool StartsDark => HttpContext.Request.Cookies["theme-dark"] == "1";
}
