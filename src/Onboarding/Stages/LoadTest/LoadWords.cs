namespace Onboarding.Stages.LoadTest;

/// <summary>The kinds of request, as people read them.</summary>
public static class LoadWords
{
    public static string Many(LoadKind kind) => kind switch
    {
        LoadKind.Read => "reads",
        LoadKind.Search => "look-ups",
        LoadKind.Records => "clinical records",
        LoadKind.Token => "sign-ins",
    };

    public static string Percent(double share) => FormattableString.Invariant($"{share * 100:0.##} %");

    public static string Milliseconds(double value) => FormattableString.Invariant($"{value:#,0} ms");

    public static string Rate(double perSecond) => FormattableString.Invariant($"{perSecond:0.##}");
}
