namespace Portal.Components.Layout;

/// <summary>Trail, Find, bell and theme. The trail is filled by the page's <see cref="PageBar"/>.</summary>
public sealed partial class TopBar
{
    public static object Trail { get; } = new();
}
