using EhrAdapters;
using Onboarding.Runs;

namespace Onboarding.Stages.LoadTest;

/// <summary>Times a few fresh sign-ins before the load, one after the other: under load the token is reused and would hide them.</summary>
public static class TokenProbe
{
    private const int SignIns = 5;

    public static async Task<TokenFigures?> MeasureAsync(IEhrAdapterFactory adapters, StageRunContext context, CancellationToken cancellationToken)
    {
        var connection = context.Connection!;
        if (connection.SignIn.Method is SignInMethod.None)
            return null;
        List<TimeSpan> times = [];
        for (var i = 0; i < SignIns; i++)
        {
            using var adapter = adapters.Create(connection, context.Secrets, new() { Retries = 0 });
            var signedIn = await adapter.SignInAsync(cancellationToken);
            // One refusal is enough to know; more attempts could lock our client out.
            if (signedIn.Finding is { } fault)
                return new(times, fault);
            times.Add(signedIn.Elapsed);
        }

        return new(times);
    }
}
