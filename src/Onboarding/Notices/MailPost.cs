using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Onboarding.Notices;

/// <summary>What became of one try to send.</summary>
/// <param name="Problem">Why it did not leave, in words of ours; null where it did.</param>
/// <param name="ForGood">True where another try cannot help.</param>
internal readonly record struct PostAnswer(string? Problem, bool ForGood = false);

/// <summary>Hands one mail to the mail server. What the server says is never shown or logged: it may repeat addresses and secrets.</summary>
internal sealed class MailPost(IOptions<MailOptions> options, TimeProvider time)
{
    public async Task<PostAnswer> SendAsync(string to, string toName, string subject, string body, CancellationToken cancellationToken)
    {
        var server = options.Value;
        if (MailAddress.Read(to) is not { } address)
            return new("That is no mail address.", ForGood: true);
        using var message = new MimeMessage();
        message.From.Add(MailboxAddress.Parse(server.From));
        message.To.Add(new MailboxAddress(toName, address.Address));
        message.Subject = subject;
        message.Date = time.GetUtcNow();
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Body = new TextPart("plain") { Text = body };
        using var patience = new CancellationTokenSource(server.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var client = new SmtpClient();
            await client.ConnectAsync(server.Host, server.Port, Secure(server.Security), both.Token);
            if (server is { User: { Length: > 0 } user, Password: { } password })
                await client.AuthenticateAsync(user, password, both.Token);
            await client.SendAsync(message, both.Token);
            await client.DisconnectAsync(quit: true, both.Token);
            return default;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new("The mail server did not answer in time.");
        }
        catch (Exception fault) when (Problem(fault) is { } problem)
        {
            return problem;
        }
    }

    private static SecureSocketOptions Secure(MailSecurity security) => security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.None => SecureSocketOptions.None,
    };

    // 5xx is the server's last word, 4xx means later (RFC 5321, 4.2.1).
    private static PostAnswer? Problem(Exception fault) => fault switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted, StatusCode: >= SmtpStatusCode.CommandUnrecognized } => new("The mail server does not accept this address.", ForGood: true),
        SmtpCommandException { StatusCode: >= SmtpStatusCode.CommandUnrecognized } => new("The mail server refused the mail.", ForGood: true),
        SmtpCommandException => new("The mail server put the mail off."),
        AuthenticationException => new("The mail server does not accept the portal's own sign-in. An administrator has to correct the section Mail of its settings."),
        SslHandshakeException => new("No encrypted connection to the mail server could be made. An administrator has to look at its certificate."),
        NotSupportedException => new("The mail server offers no encryption, so nothing was sent to it. An administrator has to correct the section Mail of the settings."),
        ProtocolException or ServiceNotConnectedException or ServiceNotAuthenticatedException => new("The mail server broke the conversation off."),
        SocketException or IOException => new("The mail server could not be reached."),
        _ => null,
    };
}
