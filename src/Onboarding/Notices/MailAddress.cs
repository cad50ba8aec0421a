using MimeKit;

namespace Onboarding.Notices;

/// <summary>What counts as an address that mail can be sent to.</summary>
public static class MailAddress
{
    public static bool IsOne(string? text) => Read(text) is not null;

    // The library also reads names of the local machine; a mailbox elsewhere always has a domain.
    internal static MailboxAddress? Read(string? text) =>
        MailboxAddress.TryParse(text, out var address) && address.Address.LastIndexOf('@') is > 0 and var at && at < address.Address.Length - 1 ? address : null;
}
