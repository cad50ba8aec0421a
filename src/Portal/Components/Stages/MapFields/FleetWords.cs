using Onboarding.Stages.MapFields.Fleet;

namespace Portal.Components.Stages.MapFields;

/// <summary>What the vendor's other sites do, as a sentence. Counts only.</summary>
public static class FleetWords
{
    public static string Of(FleetWord word) => word switch
    {
        { LikeHere: 0, Sites: 1 } => $"The one other site on {Which(word)} that maps this field takes it from:",
        { LikeHere: 0 } => $"{word.LikeMost} of {word.Sites} other sites on {Which(word)} {(word.LikeMost == 1 ? "takes" : "take")} it from:",
        { IsCommon: true, Sites: 1 } => $"The one other site on {Which(word)} that maps this field maps it like this.",
        { IsCommon: true } => $"{Like(word)}.",
        _ => $"{Like(word)}. {word.LikeMost} take it from:",
    };

    private static string Like(FleetWord word) => (word.LikeHere, word.Sites - word.LikeHere) switch
    {
        (_, 0) => $"All {word.Sites} other sites on {Which(word)} map it like this",
        (var same, var others) => $"{same} of {word.Sites} other sites on {Which(word)} {(same == 1 ? "maps" : "map")} it like this; {others} {(others == 1 ? "differs" : "differ")}",
    };

    private static string Which(FleetWord word) => word.OfRelease ? "this vendor and release" : "this vendor";
}
