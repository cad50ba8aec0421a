namespace Portal.Security;

/// <summary>
/// A browser sends cookies with a WebSocket that a foreign page opens. The circuit's address therefore answers only pages of
/// this portal; the same-origin policy does not do it for us.
/// </summary>
public static class ForeignOrigin
{
    public static void RefuseForeignOrigins(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments("/_blazor") || IsOwn(context.Request)) return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    });

    /// <summary>
    /// False for a form that another site's page sends. Our pages without a referrer send the origin "null", as a sandboxed foreign
    /// page would, so there the browser's own word on where the request comes from decides.
    /// </summary>
    public static bool MayPost(HttpRequest request) =>
        (request.Headers.Origin.ToString() is "null" || IsOwn(request)) && request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";

    private static bool IsOwn(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || (Uri.TryCreate(origin, UriKind.Absolute, out var address)
                && string.Equals(address.Authority, Normalised(request), StringComparison.OrdinalIgnoreCase)
                && string.Equals(address.Scheme, request.Scheme, StringComparison.OrdinalIgnoreCase));
    }

    // Uri drops a default port; the Host header may spell it out.
    private static string Normalised(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var own) ? own.Authority : request.Host.Value ?? "";
}
