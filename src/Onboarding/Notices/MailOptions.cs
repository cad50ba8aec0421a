namespace Onboarding.Notices;

/// <summary>The mail server that sends the portal's notices, section <c>Mail</c>. Without one every notice says so and is sent by hand.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    private const int LargestPort = 65_535;

    /// <summary>The SMTP server; empty where there is none.</summary>
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>The sender of every notice.</summary>
    public string From { get; set; } = "";

    /// <summary>The longest that one mail may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    public bool IsSet => Host.Length > 0;

    public override string ToString() => IsSet ? $"{Host}:{Port}" : "(no mail server)";

    /// <summary>Every mistake in these settings, as people read them.</summary>
    internal IEnumerable<string> Mistakes()
    {
        if (!IsSet)
            yield break;
        if (Port is < 1 or > LargestPort)
            yield return "Mail:Port must be between 1 and 65535.";
        if (!MailAddress.IsOne(From))
            yield return "Mail:From must be the mail address that notices come from.";
        if (string.IsNullOrEmpty(User) != string.IsNullOrEmpty(Password))
            yield return "Mail:User and Mail:Password belong together: set both or neither.";
        if (!string.IsNullOrEmpty(Password) && Security is MailSecurity.None)
            yield return "Mail:Security may not be None with a password, which would travel in the clear.";
        if (Timeout <= TimeSpan.Zero)
            yield return "Mail:Timeout must be above zero.";
    }
}

/// <summary>How the way to the mail server is encrypted.</summary>
public enum MailSecurity
{
    /// <summary>From the first byte on.</summary>
    Tls,

    /// <summary>Once both sides have greeted; a server that does not offer it gets nothing.</summary>
    StartTls,

    /// <summary>Not at all: a relay on the portal's own machine or network.</summary>
    None,
}
