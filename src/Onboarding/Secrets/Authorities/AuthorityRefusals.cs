namespace Onboarding.Secrets.Authorities;

/// <summary>Every way trust in an authority is refused: what happened and what to do.</summary>
public static class AuthorityRefusals
{
    public static readonly Refusal Unreadable = new(
        "authority-unreadable", "That is not a certificate in PEM form. It begins with -----BEGIN CERTIFICATE-----; ask the hospital for that form.");

    public static readonly Refusal KeyInside = new(
        "authority-key-inside", "The text holds a private key. It was thrown away and nothing was kept, but that key is no secret any more: tell the hospital to replace it, and paste only the certificate.");

    public static readonly Refusal Several = new(
        "authority-several", "The text holds several certificates. Propose them one by one: each has a fingerprint of its own to compare.");

    public static readonly Refusal NotAuthority = new(
        "authority-leaf", "This is a server's own certificate, not an authority's. Trusting it would end with its next renewal. Ask the hospital for the root or intermediate certificate that signed it.");

    public static readonly Refusal TrustedAlready = new(
        "authority-public", "This authority is trusted already, as everywhere. Nothing has to be approved; look for the cause in the connection test again.");

    public static readonly Refusal NotCompared = new(
        "authority-not-compared", "Say with whom at the hospital the fingerprint was compared, and by which number. A certificate that came by mail or over the line proves nothing by itself.");

    public static readonly Refusal NotThere = new("authority-not-there", "That proposal is no longer open. Load the page again to see how things stand.");

    public static readonly Refusal OwnProposal = new("authority-own-proposal", "You proposed this authority yourself. A second person has to compare the fingerprint and approve.");

    public static readonly Refusal NotApprover = new("authority-not-approver", "An engineer or an administrator has to approve this. Ask one, with the hospital's number for the call.");

    public static readonly Refusal WrongFingerprint = new(
        "authority-wrong-fingerprint", "That is not the end of this fingerprint. Read the last eight characters off the hospital's own list; if theirs differ, do not approve and revoke the proposal.");

    public static Refusal SameRole(string proposer) => new(
        "authority-same-role", $"You have the same role as {proposer}, who proposed it. Somebody with another role has to approve.");

    public static Refusal Expired(DateTimeOffset on) => new("authority-expired", $"This certificate expired on {on:d MMM yyyy}. Ask the hospital for the one that is valid now.");

    public static Refusal NotYetValid(DateTimeOffset from) => new("authority-not-yet", $"This certificate is valid only from {from:d MMM yyyy} on. Propose it then.");

    public static Refusal Known(string by) => new("authority-known", $"{by} proposed this authority already. It stands in the list below.");
}
