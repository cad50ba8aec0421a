using EhrSimulator.Hospitals;

namespace EhrSimulator.SignIn;

/// <summary>The refusals that a hospital's dials demand, whatever the client proves.</summary>
internal static class PlannedRefusals
{
    private static readonly (string Fault, RefusalKind Kind, string Reason)[] OfClient =
    [
        (Fault.InvalidRequest, RefusalKind.InvalidRequest, "A parameter is missing or repeated."),
        (Fault.InvalidClient, RefusalKind.InvalidClient, "The client is not accepted."),
        (Fault.BadAuthorizationHeader, RefusalKind.BadAuthorizationHeader, "The Authorization header could not be read."),
        (Fault.ClientNotEnabled, RefusalKind.ClientNotEnabled, "The client is registered but not enabled in this environment."),
        (Fault.UnknownKid, RefusalKind.UnknownKid, "No key with this kid in the copy of the client's JWKS held here."),
        (Fault.JwksUnreachable, RefusalKind.JwksUnreachable, "The JWKS endpoint of the client can't be reached."),
        (Fault.KeyTooShort, RefusalKind.InvalidClient, "The client's RSA key is too short; this service wants at least 4096 bits."),
        (Fault.AlgorithmRefused, RefusalKind.InvalidClient, "The signing algorithm of the assertion is not accepted here."),
        (Fault.AssertionReplayed, RefusalKind.InvalidClient, "The jti of this assertion was already used."),
        (Fault.UnauthorizedClient, RefusalKind.UnauthorizedClient, "The client may not use client_credentials."),
        (Fault.InvalidGrant, RefusalKind.InvalidGrant, "The grant is not allowed for this client."),
    ];

    public static TokenRefusal? Client(Dials dials) =>
        OfClient.FirstOrDefault(row => dials.Has(row.Fault)) is { Fault: not null } row ? new(row.Kind, row.Reason) : null;

    public static TokenRefusal? Scope(Dials dials, string? asked)
    {
        var scopes = ScopeSet.Parse(asked).Items;
        if (dials.Has(Fault.InvalidScope)) return new(RefusalKind.InvalidScope, "A scope that was asked for is not granted to this client.");
        if (dials.Has(Fault.ScopeV1Only) && !scopes.All(scope => ScopeSet.IsSystemScope(scope, v1: true)))
            return new(RefusalKind.InvalidScope, "Scopes are spelled as in SMART v1 here.");
        return dials.Has(Fault.ScopeExtrasRefused) && scopes.Any(scope => ScopeSet.TypeOf(scope) != "Patient")
            ? new(RefusalKind.InvalidScope, "Only system/Patient is granted to this client.")
            : null;
    }
}
