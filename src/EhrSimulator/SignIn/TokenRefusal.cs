namespace EhrSimulator.SignIn;

internal enum RefusalKind
{
    InvalidRequest,
    UnsupportedGrantType,
    InvalidClient,
    BadAuthorizationHeader,
    ClientNotEnabled,
    UnknownKid,
    JwksUnreachable,
    UnauthorizedClient,
    InvalidGrant,
    InvalidScope,
}

/// <summary>Why no token was given. The vendor decides how much of it the client gets to read.</summary>
internal sealed record TokenRefusal(RefusalKind Kind, string Reason);
