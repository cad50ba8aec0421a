namespace Portal.Components.Layout;

/// <summary>Says something to people who listen instead of looking. One voice per circuit, spoken by the frame's live region.</summary>
public sealed class Announcer
{
    public event Action<string>? Spoken;

    public void Say(string message) => Spoken?.Invoke(message);
}
