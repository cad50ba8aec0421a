using Onboarding;
using Onboarding.Lifecycle;

namespace Portal.Cli;

/// <summary>What was typed after <c>onboard</c>.</summary>
internal sealed record OnboardArguments(string File, Stage Through, string? Database, bool Json)
{
    private const string Usage = "onboard site.json [--through STAGE] [--database FILE] [--json]";

    private static readonly string Stages = string.Join(", ", StageList.All.Select(Onboarding.Json.Word));

    /// <summary>The arguments, or what is wrong with them.</summary>
    public static (OnboardArguments? Arguments, string? Mistake) Parse(IReadOnlyList<string> args)
    {
        var (file, through, database, json) = ((string?)null, Stage.GoLive, (string?)null, false);
        for (var at = 0; at < args.Count; at++)
        {
            switch (args[at])
            {
                case "--json":
                    json = true;
                    break;
                case "--through" or "--database" when at + 1 >= args.Count:
                    return (null, $"{args[at]}: says nothing after it; {Usage}");
                case "--through":
                    var word = args[++at];
                    if (StageList.All.Where(stage => Onboarding.Json.Word(stage) == word).Cast<Stage?>().FirstOrDefault() is not { } known)
                        return (null, $"--through: \"{word}\" is not one of {Stages}");
                    through = known;
                    break;
                case "--database":
                    database = args[++at];
                    break;
                case var option when option.StartsWith('-'):
                    return (null, $"{option}: there is no such option; {Usage}");
                case var path when file is null:
                    file = path;
                    break;
                case var extra:
                    return (null, $"{extra}: one site file at a time; {Usage}");
            }
        }

        return string.IsNullOrEmpty(file) ? (null, $"which site file? {Usage}") : (new(file, through, database, json), null);
    }
}
