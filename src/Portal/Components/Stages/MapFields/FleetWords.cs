using Onboarding.Stages.MapFields.Fleet;

namespace Portal.Components.Stages.MapFields;

/// <summary>What the vendor's other sites do, as a sentence. Counts only.</summary>
public static class FleetWords
{
    public static string Of(FleetWord word, string vendor) => word switch
    {
        { LikeHere: 0, Sites: 1 } => $"The one other {vendor} site that maps this field takes it from:",
        { LikeHere: 0 } => $"{word.LikeMost} of {word.Sites} other {vendor} sites {(word.LikeMost == 1 ? "takes" : "take")} it from:",
        { IsCommon: true, Sites: 1 } => $"The one other {vendor} site that maps this field maps it like this.",
        { IsCommon: true } => $"{Like(word, vendor)}.",
        _ => $"{Like(word, vendor)}. {word.LikeMost} take it from:",
    };

    private static string Like(FleetWord word, string vendor) => (word.LikeHere, word.Sites - word.LikeHere) switch
    {
        (_, 0) => $"All {word.Sites} other {vendor} sites map it like this",
        (1, var others) => $"1 of {word.Sites} other {vendor} sites maps it like this; {others} {(others == 1 ? "differs" : "differ")}",
        (var same, var others) => $"{same} of {word.Sites} other {vendor} sites map it like this; {others} {(others == 1 ? "differs" : "differ")}",
    };
}
