using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Onboarding.HospitalLinks;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.HospitalLinks;

public sealed class LinkDeskTests
{
    private readonly ScriptedAction action = new();

    [Fact]
    public async Task Link_opens_its_page_and_only_the_button_acts()
    {
        await using var bench = await OpenAsync();
        var (token, _) = await MakeAsync(bench);
        var desk = bench.Get<LinkDesk>();

        var opened = await desk.FindAsync(token, Bench.Cancel);
        Assert.Equal("Acknowledge", opened!.Page!.Button);
        Assert.Equal(0, action.Done);

        var done = await desk.FollowAsync(token, Bench.Cancel);
        Assert.Equal("Acknowledged.", done.Value);
        Assert.Equal(1, action.Done);
        Assert.Equal(bench.Time.GetUtcNow(), (await desk.FindAsync(token, Bench.Cancel))!.Link.UsedAt);
    }

    [Fact]
    public async Task Only_the_hash_of_a_token_is_stored()
    {
        await using var bench = await OpenAsync();
        var (token, link) = await MakeAsync(bench);

        Assert.Equal(43, token.Length);
        Assert.Equal(32, link.Link.Hash.Length);
        Assert.DoesNotContain(token, link.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("https://portal.example/h/", link.Address.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_token_opens_nothing()
    {
        await using var bench = await OpenAsync();
        var (token, _) = await MakeAsync(bench);
        var desk = bench.Get<LinkDesk>();

        foreach (var wrong in new[] { token[..^1], $"{token[..^2]}xx", "", new string('A', 43), token + "A" })
        {
            Assert.Null(await desk.FindAsync(wrong, Bench.Cancel));
            Assert.Equal(LinkDesk.Unknown, (await desk.FollowAsync(wrong, Bench.Cancel)).Refusal);
        }

        Assert.Equal(0, action.Done);
    }

    [Fact]
    public async Task Lapsed_link_shows_and_does_nothing()
    {
        await using var bench = await OpenAsync();
        var (token, _) = await MakeAsync(bench);
        bench.Time.Advance(TimeSpan.FromHours(2));
        var desk = bench.Get<LinkDesk>();

        Assert.True((await desk.FindAsync(token, Bench.Cancel)) is { Lapsed: true, Page: null });
        Assert.Equal(LinkDesk.Lapsed, (await desk.FollowAsync(token, Bench.Cancel)).Refusal);
        Assert.Equal(0, action.Done);
    }

    [Fact]
    public async Task Link_that_works_once_does_nothing_the_second_time()
    {
        action.Once = true;
        await using var bench = await OpenAsync();
        var (token, _) = await MakeAsync(bench);
        var desk = bench.Get<LinkDesk>();
        await desk.FollowAsync(token, Bench.Cancel);

        Assert.Null((await desk.FindAsync(token, Bench.Cancel))!.Page!.Button);
        Assert.Equal("This link has been used already.", (await desk.FollowAsync(token, Bench.Cancel)).Value);
        Assert.Equal(1, action.Done);
    }

    [Fact]
    public async Task Link_that_may_be_used_again_keeps_the_moment_of_its_first_use()
    {
        await using var bench = await OpenAsync();
        var (token, _) = await MakeAsync(bench);
        var desk = bench.Get<LinkDesk>();
        await desk.FollowAsync(token, Bench.Cancel);
        var first = bench.Time.GetUtcNow();
        bench.Time.Advance(TimeSpan.FromMinutes(5));
        await desk.FollowAsync(token, Bench.Cancel);

        Assert.Equal(2, action.Done);
        Assert.Equal(first, (await desk.FindAsync(token, Bench.Cancel))!.Link.UsedAt);
    }

    [Fact]
    public async Task Refused_action_leaves_the_link_unused()
    {
        action.Refuses = new("no", "Not now.");
        await using var bench = await OpenAsync();
        var (token, _) = await MakeAsync(bench);
        var desk = bench.Get<LinkDesk>();

        Assert.Equal("no", (await desk.FollowAsync(token, Bench.Cancel)).Refusal!.Code);
        Assert.Null((await desk.FindAsync(token, Bench.Cancel))!.Link.UsedAt);
    }

    [Fact]
    public async Task Link_to_what_is_gone_says_so()
    {
        action.IsGone = true;
        await using var bench = await OpenAsync();
        var (token, _) = await MakeAsync(bench);

        Assert.Equal(LinkDesk.Gone, (await bench.Get<LinkDesk>().FollowAsync(token, Bench.Cancel)).Refusal);
        Assert.Equal(0, action.Done);
    }

    [Fact]
    public async Task Portal_that_does_not_know_its_address_makes_no_link()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        await using var db = await bench.DbAsync();

        Assert.Equal(LinkDesk.NoAddress, bench.Get<LinkDesk>().Make(db, site.Id, ScriptedAction.Word, Guid.NewGuid(), "Ida Fenn", bench.Time.GetUtcNow().AddHours(1)).Refusal);
        Assert.Empty(await db.HospitalLinks.ToListAsync(Bench.Cancel));
    }

    private Task<Bench> OpenAsync() => Bench.OpenAsync(services =>
    {
        services.AddSingleton<IHospitalAction>(action);
        services.Configure<OnboardingOptions>(options => options.PublicBaseUrl = "https://portal.example/");
    });

    private static async Task<(string Token, NewHospitalLink Link)> MakeAsync(Bench bench)
    {
        var site = await bench.SiteAsync();
        await using var db = await bench.DbAsync();
        var made = bench.Get<LinkDesk>().Make(db, site.Id, ScriptedAction.Word, Guid.NewGuid(), "Ida Fenn, interface analyst", bench.Time.GetUtcNow().AddHours(2)).Value!;
        await db.SaveChangesAsync(Bench.Cancel);
        return (made.Address.Segments[^1], made);
    }

    private sealed class ScriptedAction : IHospitalAction
    {
        public const string Word = "acknowledge";

        public string Purpose => Word;

        public bool Once { get; set; }

        public bool IsGone { get; set; }

        public Refusal? Refuses { get; set; }

        public int Done { get; private set; }

        public Task<HospitalPage?> ShowAsync(HospitalLink link, CancellationToken cancellationToken) =>
            Task.FromResult(IsGone ? null : new HospitalPage("A test", "This is a test.", [], "Acknowledge"));

        public Task<Result<string>> DoAsync(HospitalLink link, CancellationToken cancellationToken)
        {
            if (Refuses is { } refusal)
                return Task.FromResult<Result<string>>(refusal);
            Done++;
            return Task.FromResult<Result<string>>("Acknowledged.");
        }
    }
}
