using System.Text;
using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Traffic;

namespace EhrSimulator.SignIn;

/// <summary>The token endpoint of every hospital: who are you, may you, for what, here is the token.</summary>
internal sealed class TokenEndpoint(AssertionVerifier assertions)
{
    private const int ShortLifeSeconds = 30;

    public async Task<Answer> AnswerAsync(Call call, CancellationToken cancel)
    {
        var vendor = call.Hospital.Vendor;
        var form = new Query(call.Form);
        if (call.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
            return vendor.Refuse(call, null, new(RefusalKind.InvalidRequest, "The body must be form-encoded."));
        if (form["grant_type"] != "client_credentials")
            return vendor.Refuse(call, null, new(RefusalKind.UnsupportedGrantType, "Only client_credentials is offered here."));

        var (client, clientId, refusal) = await ProveAsync(call, form, cancel);
        refusal = PlannedRefusals.Client(call.Hospital.Dials) ?? refusal;
        if (refusal is not null || client is null) return vendor.Refuse(call, clientId, refusal ?? new(RefusalKind.InvalidClient, "Unknown client."));

        var (scopes, why) = PlannedRefusals.Scope(call.Hospital.Dials, form["scope"]) is { } planned ? (null, planned) : vendor.Grant(call.Profile, form["scope"]);
        if (scopes is null) return vendor.Refuse(call, clientId, why!);
        return Issue(call, client.ClientId, call.Hospital.Dials.Has(Fault.ScopeShort) ? Shorten(scopes) : scopes);
    }

    private async Task<(RegisteredClient?, string?, TokenRefusal?)> ProveAsync(Call call, Query form, CancellationToken cancel)
    {
        if (form["client_assertion"] is { } assertion)
        {
            if (!call.Profile.SignInMethods.Contains(SignInMethod.PrivateKeyJwt) || form["client_assertion_type"] != AssertionVerifier.AssertionType)
                return (null, null, new(RefusalKind.InvalidClient, "Signed assertions are not accepted for this client."));
            return await assertions.VerifyAsync(call, assertion, cancel);
        }
        if (Basic(call.Authorization, raw: call.Hospital.Dials.Has(Fault.SecretRawOnly)) is { } basic) return BySecret(call, SignInMethod.SecretBasic, basic.Id, basic.Secret);
        return BySecret(call, SignInMethod.SecretPost, form["client_id"], form["client_secret"] ?? "");
    }

    private static (RegisteredClient?, string?, TokenRefusal?) BySecret(Call call, string method, string? id, string secret)
    {
        var client = call.Profile.SignInMethods.Contains(method) ? call.Hospital.Clients.Find(id) : null;
        return client is not null && ClientRegister.SameSecret(client.Secret, secret)
            ? (client, id, null)
            : (null, id, new(RefusalKind.InvalidClient, "The client ID or its secret is not known here."));
    }

    private static Answer Issue(Call call, string clientId, ScopeSet scopes)
    {
        var dials = call.Hospital.Dials;
        var life = dials.Has(Fault.TokenShortLife) ? ShortLifeSeconds
            : dials.TokenLifetimeSeconds > 0 ? dials.TokenLifetimeSeconds
            : call.Hospital.Vendor.TokenLifeSeconds;
        var token = call.Hospital.Tokens.Issue(new(clientId, scopes, call.Now.AddSeconds(life)), call.Now);
        return Answer.Json(200, new JsonObject
        {
            ["access_token"] = token,
            ["token_type"] = "Bearer",
            ["expires_in"] = life,
            ["scope"] = scopes.ToString(),
        }).With("Cache-Control", "no-store").With("Pragma", "no-cache");
    }

    // Part of the rights is missing: the part that the first patient read needs.
    private static ScopeSet Shorten(ScopeSet asked)
    {
        var rest = asked.Items.Where(s => ScopeSet.TypeOf(s) is not ("Patient" or "*")).ToList();
        return new(rest.Count > 0 ? rest : ["system/Observation.rs"]);
    }

    // RFC 6749 wants both halves form-encoded; a server that compares the raw text refuses every secret with symbols that is sent so.
    private static (string Id, string Secret)? Basic(string? authorization, bool raw)
    {
        if (authorization?.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) != true) return null;
        var bytes = new byte[authorization.Length];
        if (!Convert.TryFromBase64String(authorization[6..].Trim(), bytes, out var length)) return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        if (raw && pair.Length == 2) return (pair[0], pair[1]);
        return pair.Length == 2 ? (Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair[1])) : null;
    }
}
