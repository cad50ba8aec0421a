using System.Globalization;
using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.SignIn;
using Onboarding.Evidence;
using Onboarding.Runs;
using Onboarding.Sites;

namespace Onboarding.Stages;

/// <summary>Turns findings into result rows, each with the letter that the hospital needs where the next move is theirs.</summary>
public sealed class FindingLetters(IEhrAdapterFactory adapters, TimeProvider time)
{
    /// <param name="proven">What earlier checks proved, in plain words.</param>
    /// <param name="ours">What we checked of ourselves and found right, in plain words.</param>
    public ResultRow Row(
        string check, Finding finding, StageRunContext context, string? measured = null, IReadOnlyList<string>? proven = null, IReadOnlyList<string>? ours = null)
    {
        var now = time.GetUtcNow();
        var row = ResultRow.Of(check, finding, Letter(finding, context, proven ?? [], ours ?? [], now), measured);
        // The hospital's analyst looks for this moment in the logs.
        var moment = now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff 'UTC'", CultureInfo.InvariantCulture);
        return row with { Evidence = [new("Time", moment), .. row.Evidence] };
    }

    /// <summary>Adds the letter to a failed row that is no finding of the connection, such as a field that patients lack.</summary>
    public ResultRow WithLetter(ResultRow row, StageRunContext context, string request)
    {
        if (row is not { State: CheckState.Failed, Owner: FaultOwner.Hospital or FaultOwner.EhrVendor, Letter: null })
            return row;
        var finding = new Finding
        {
            Code = row.Code,
            Level = 9,
            Cause = $"{row.Check}: {row.Message}",
            Explanation = row.Explanation ?? "",
            Owner = row.Owner.Value,
            NextStep = row.NextStep ?? "",
            Requests = [request],
            Evidence = [new("Checked", row.Check), new("Found", row.Measured ?? "nothing"), new("Needed", row.Limit ?? ""), .. row.Evidence],
        };
        return row with { Letter = Letter(finding, context, ["Sign-in and reading work"], [], time.GetUtcNow()) };
    }

    private Letter? Letter(Finding finding, StageRunContext context, IReadOnlyList<string> proven, IReadOnlyList<string> ours, DateTimeOffset now) =>
        context.Connection is not { } connection ? null : LetterText.Fit(LetterWriter.Write(finding, new()
        {
            SiteName = context.SiteName,
            Environment = connection.Environment,
            VendorName = adapters.FindProfile(connection.Vendor)?.Name ?? connection.Vendor,
            Host = connection.FhirBaseUrl.IsAbsoluteUri ? connection.FhirBaseUrl.Host : connection.FhirBaseUrl.OriginalString,
            ClientId = connection.SignIn.Method is SignInMethod.None ? null : connection.SignIn.ClientId,
            KeyId = connection.SignIn.Method is SignInMethod.PrivateKeyJwt ? connection.SignIn.KeyId : null,
            Thumbprint = connection.SignIn.Method is SignInMethod.PrivateKeyJwt ? Thumbprint(connection, context.Secrets) : null,
            When = now,
            TimeZone = context.TimeZone,
            ProvenFine = proven,
            OwnChecks = ours,
            Sender = context.RequestedBy.Name,
        }));

    private static string? Thumbprint(Connection connection, ConnectionSecrets secrets) =>
        SigningKeys.Check(secrets.PrivateKeyPem, connection.SignIn.Algorithm) is null ? PublicJwk.FromPem(secrets.PrivateKeyPem!).Thumbprint : null;
}
