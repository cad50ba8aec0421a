using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Onboarding.HospitalLinks;
using Portal.Security;

namespace Portal.Glue;

/// <summary>The button behind a hospital's link. Only a form of our own page presses it; what it did is shown by that page again.</summary>
public static class HospitalLinkEndpoint
{
    public const string Limit = "hospital-links";
    public const string Problem = "problem";

    private const string Root = "/h";
    private const int PerMinute = 60;

    public static string PathOf(string token) => $"{LinkDesk.PathOf(token)}/do";

    /// <summary>Per address of the caller: a token cannot be guessed, but nobody shall keep us busy with trying.</summary>
    public static IServiceCollection AddHospitalLinks(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = async (rejected, cancellation) =>
        {
            var response = rejected.HttpContext.Response;
            response.Headers.RetryAfter = TimeSpan.FromMinutes(1).TotalSeconds.ToString(CultureInfo.InvariantCulture);
            response.ContentType = "text/plain; charset=utf-8";
            await response.WriteAsync("Too many requests came from your network. Wait a minute and open the link again.", cancellation);
        };
        limiter.AddPolicy(Limit, http => RateLimitPartition.GetFixedWindowLimiter(
            http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new() { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1) }));
    });

    /// <summary>The address is the secret: it goes into no referrer, no cache and no search engine.</summary>
    public static void KeepHospitalLinksPrivate(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments(Root))
        {
            context.Response.Headers["Referrer-Policy"] = "no-referrer";
            context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.CacheControl = "no-store";
                return Task.CompletedTask;
            });
        }

        return next(context);
    });

    public static void MapHospitalLinks(this IEndpointRouteBuilder routes) =>
        routes.MapPost(PathOf("{token}"), FollowAsync).AllowAnonymous().RequireRateLimiting(Limit);

    // The unused form field is what makes the framework check the antiforgery token.
    private static async Task<IResult> FollowAsync(string token, [FromForm] string? _, HttpContext http, LinkDesk links)
    {
        if (!ForeignOrigin.MayPost(http.Request))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        // Whoever pressed it may close the page; what they asked for is done all the same.
        var done = await links.FollowAsync(token, CancellationToken.None);
        return Results.LocalRedirect(done.Succeeded ? LinkDesk.PathOf(token) : $"{LinkDesk.PathOf(token)}?{Problem}={done.Refusal!.Code}");
    }
}
