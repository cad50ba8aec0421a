using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Onboarding.Notices;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Notices;

public sealed class NoticeSenderTests
{
    private static readonly Uri Secret = new("https://portal.example/h/abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG");

    [Fact]
    public async Task Mail_leaves_with_its_link_and_forgets_it()
    {
        await using var server = new SmtpListener();
        await using var bench = await OpenAsync(server);
        var id = await AddAsync(bench);

        await SenderOf(bench).LookAsync(Bench.Cancel);

        var mail = Assert.Single(server.Mails);
        Assert.Contains("To: Ida Fenn <ida.fenn@mercy-west.example>", mail, StringComparison.Ordinal);
        Assert.Contains("Subject: Please acknowledge", mail, StringComparison.Ordinal);
        Assert.Contains("Auto-Submitted: auto-generated", mail, StringComparison.Ordinal);
        Assert.Contains(Secret.AbsolutePath, mail.Replace("=\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var sent = await ReadAsync(bench, id);
        Assert.Equal((NoticeState.Sent, 1, null, null), (sent.State, sent.Tries, sent.ProtectedLink, sent.Note));
        Assert.Equal(bench.Time.GetUtcNow(), sent.SentAt);
    }

    [Fact]
    public async Task Link_is_nowhere_in_the_database_in_the_clear()
    {
        await using var server = new SmtpListener();
        await using var bench = await OpenAsync(server);
        var id = await AddAsync(bench);

        var stored = await ReadAsync(bench, id);

        Assert.DoesNotContain("abcdefghij", $"{stored.Body} {stored.ProtectedLink}", StringComparison.Ordinal);
        Assert.Contains(MailNotice.LinkMark, stored.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_that_the_caller_did_not_save_never_leaves()
    {
        await using var server = new SmtpListener();
        await using var bench = await OpenAsync(server);
        var site = await bench.SiteAsync();
        await using (var db = await bench.DbAsync())
            bench.Get<Outbox>().Add(db, Text(site.Id));

        await SenderOf(bench).LookAsync(Bench.Cancel);

        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task Mail_that_is_put_off_is_tried_again_after_each_wait_and_then_given_up()
    {
        await using var server = new SmtpListener { RefuseData = "451 later" };
        await using var bench = await OpenAsync(server);
        var id = await AddAsync(bench);
        var sender = SenderOf(bench);

        await sender.LookAsync(Bench.Cancel);
        await sender.LookAsync(Bench.Cancel);
        Assert.Equal((NoticeState.Waiting, 1, "The mail server put the mail off."), State(await ReadAsync(bench, id)));
        foreach (var wait in NoticeSender.Waits)
        {
            bench.Time.Advance(wait - TimeSpan.FromSeconds(1));
            await sender.LookAsync(Bench.Cancel);
            bench.Time.Advance(TimeSpan.FromSeconds(1));
            await sender.LookAsync(Bench.Cancel);
        }

        Assert.Equal((NoticeState.Failed, 1 + NoticeSender.Waits.Count, "The mail server put the mail off."), State(await ReadAsync(bench, id)));
        Assert.Equal(1 + NoticeSender.Waits.Count, server.Conversations);
    }

    [Fact]
    public async Task Address_that_the_server_does_not_know_is_given_up_at_once_and_can_be_sent_again()
    {
        await using var server = new SmtpListener { RefuseRecipient = "550 no such mailbox ida.fenn" };
        await using var bench = await OpenAsync(server);
        var id = await AddAsync(bench);
        await SenderOf(bench).LookAsync(Bench.Cancel);
        Assert.Equal((NoticeState.Failed, 1, "The mail server does not accept this address."), State(await ReadAsync(bench, id)));

        server.RefuseRecipient = null;
        Assert.True((await bench.Get<Outbox>().SendAgainAsync(id, Bench.Csm, Bench.Cancel)).Succeeded);
        await SenderOf(bench).LookAsync(Bench.Cancel);

        Assert.Contains(Secret.AbsolutePath, Assert.Single(server.Mails).Replace("=\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_offers_no_encryption_is_given_nothing()
    {
        await using var server = new SmtpListener();
        await using var bench = await OpenAsync(server, MailSecurity.StartTls);
        var id = await AddAsync(bench);

        await SenderOf(bench).LookAsync(Bench.Cancel);

        Assert.Empty(server.Mails);
        Assert.StartsWith("The mail server offers no encryption", (await ReadAsync(bench, id)).Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_processes_send_a_mail_once()
    {
        await using var server = new SmtpListener();
        await using var bench = await OpenAsync(server);
        for (var mail = 0; mail < 5; mail++)
            await AddAsync(bench, $"Mercy West {mail}");

        await Task.WhenAll(SenderOf(bench).LookAsync(Bench.Cancel), SenderOf(bench).LookAsync(Bench.Cancel));

        Assert.Equal(5, server.Mails.Count);
    }

    [Fact]
    public async Task Mail_that_a_process_died_with_is_sent_once_its_claim_has_run_out()
    {
        await using var server = new SmtpListener();
        await using var bench = await OpenAsync(server);
        var id = await AddAsync(bench);
        await using (var db = await bench.DbAsync())
        {
            (await db.Notices.SingleAsync(notice => notice.Id == id, Bench.Cancel)).Claim(bench.Time.GetUtcNow().AddSeconds(40));
            await db.SaveChangesAsync(Bench.Cancel);
        }

        await SenderOf(bench).LookAsync(Bench.Cancel);
        Assert.Empty(server.Mails);
        bench.Time.Advance(TimeSpan.FromSeconds(40));
        await SenderOf(bench).LookAsync(Bench.Cancel);

        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task Without_a_mail_server_a_person_takes_the_mail_and_that_is_noted()
    {
        await using var bench = await Bench.OpenAsync();
        var id = await AddAsync(bench);
        Assert.Equal((NoticeState.NoMailServer, 0, Outbox.NoMailServer), State(await ReadAsync(bench, id)));

        var taken = await bench.Get<Outbox>().TakeAsync(id, Bench.Csm, Bench.Cancel);

        Assert.Contains(Secret.ToString(), taken.Value!.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret.AbsolutePath, taken.Value.ToString(), StringComparison.Ordinal);
        Assert.Contains("Took the mail “Please acknowledge” to Ida Fenn to send it by hand", await bench.HistoryAsync((await ReadAsync(bench, id)).SiteId));
        Assert.Equal(Actor.LooksOn, (await bench.Get<Outbox>().TakeAsync(id, new("m", "Basil", Roles.Manager), Bench.Cancel)).Refusal);
    }

    [Fact]
    public async Task Mail_that_waits_when_the_server_was_taken_out_of_the_settings_says_so()
    {
        await using var server = new SmtpListener();
        await using var bench = await OpenAsync(server);
        var id = await AddAsync(bench);
        bench.Get<IOptions<MailOptions>>().Value.Host = "";

        await SenderOf(bench).LookAsync(Bench.Cancel);

        Assert.Equal(NoticeState.NoMailServer, (await ReadAsync(bench, id)).State);
    }

    [Fact]
    public async Task Mail_whose_time_is_over_does_not_leave()
    {
        await using var server = new SmtpListener { RefuseData = "451 later" };
        await using var bench = await OpenAsync(server);
        var site = await bench.SiteAsync();
        Guid id;
        await using (var db = await bench.DbAsync())
        {
            id = bench.Get<Outbox>().Add(db, Text(site.Id) with { Until = bench.Time.GetUtcNow().AddMinutes(1) }).Id;
            await db.SaveChangesAsync(Bench.Cancel);
        }

        await SenderOf(bench).LookAsync(Bench.Cancel);
        server.RefuseData = null;
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        await SenderOf(bench).LookAsync(Bench.Cancel);

        Assert.Empty(server.Mails);
        var late = await ReadAsync(bench, id);
        Assert.Equal((NoticeState.Failed, 1, "Its time was over before it could leave."), State(late));
        Assert.Null(late.ProtectedLink);
        Assert.Equal("notice-over", (await bench.Get<Outbox>().SendAgainAsync(id, Bench.Csm, Bench.Cancel)).Refusal!.Code);
    }

    [Theory]
    [InlineData("Ida Fenn, extension 12")]
    [InlineData("")]
    public async Task Text_that_is_no_address_fails_at_once(string address)
    {
        await using var server = new SmtpListener();
        await using var bench = await OpenAsync(server);

        var id = await AddAsync(bench, to: address);

        Assert.Equal(NoticeState.Failed, (await ReadAsync(bench, id)).State);
    }

    [Fact]
    public async Task Line_break_in_a_subject_begins_no_other_header()
    {
        await using var server = new SmtpListener();
        await using var bench = await OpenAsync(server);
        await AddAsync(bench, subject: "Please\r\nBcc: everybody@example.org");

        await SenderOf(bench).LookAsync(Bench.Cancel);

        Assert.DoesNotContain("\nBcc:", Assert.Single(server.Mails), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mail.example.org", 70_000, "a@example.org", null, null, MailSecurity.StartTls, "Mail:Port")]
    [InlineData("mail.example.org", 587, "nobody", null, null, MailSecurity.StartTls, "Mail:From")]
    [InlineData("mail.example.org", 587, "a@example.org", "u", null, MailSecurity.StartTls, "Mail:User")]
    [InlineData("mail.example.org", 25, "a@example.org", "u", "p", MailSecurity.None, "Mail:Security")]
    public void Mistake_in_the_settings_is_named(string host, int port, string from, string? user, string? password, MailSecurity security, string named)
    {
        var mistakes = new MailOptions { Host = host, Port = port, From = from, User = user, Password = password, Security = security }.Mistakes().ToList();

        Assert.StartsWith(named, Assert.Single(mistakes), StringComparison.Ordinal);
    }

    [Fact]
    public void No_settings_are_no_mistake() => Assert.Empty(new MailOptions().Mistakes());

    private static Task<Bench> OpenAsync(SmtpListener server, MailSecurity security = MailSecurity.None) => Bench.OpenAsync(services => services.Configure<MailOptions>(mail =>
        (mail.Host, mail.Port, mail.Security, mail.From) = ("127.0.0.1", server.Port, security, "portal@onboarding.example")));

    private static NoticeSender SenderOf(Bench bench) => new(
        bench.Get<IDbContextFactory<OnboardingDb>>(), bench.Get<Outbox>(), bench.Get<IOptions<MailOptions>>(), bench.Get<SiteHub>(), bench.Time, bench.Get<ILogger<NoticeSender>>());

    private static NoticeText Text(SiteId site, string to = "ida.fenn@mercy-west.example", string subject = "Please acknowledge") =>
        new(site, "test-alert", to, "Ida Fenn", subject, $"This is a test.\n\n{MailNotice.LinkMark}\n\nThank you.", Secret);

    private static async Task<Guid> AddAsync(Bench bench, string name = "Mercy West", string to = "ida.fenn@mercy-west.example", string subject = "Please acknowledge")
    {
        var site = await bench.SiteAsync(name);
        await using var db = await bench.DbAsync();
        var notice = bench.Get<Outbox>().Add(db, Text(site.Id, to, subject));
        await db.SaveChangesAsync(Bench.Cancel);
        return notice.Id;
    }

    private static async Task<MailNotice> ReadAsync(Bench bench, Guid id)
    {
        await using var db = await bench.DbAsync();
        return await db.Notices.AsNoTracking().SingleAsync(notice => notice.Id == id, Bench.Cancel);
    }

    private static (NoticeState State, int Tries, string? Note) State(MailNotice notice) => (notice.State, notice.Tries, notice.Note);
}
