namespace Onboarding.Sites;

/// <summary>Where hospitals fetch our public keys: the one place that says so, for the endpoint, the forms and the tests.</summary>
public static class PublicKeys
{
    public static string PathOf(string slug) => $"/jwks/{slug}";

    /// <summary>The whole address; null while the portal does not know its own.</summary>
    public static Uri? UrlOf(OnboardingOptions options, string slug) =>
        Uri.TryCreate(options.PublicBaseUrl.TrimEnd('/') + PathOf(slug), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;
}
