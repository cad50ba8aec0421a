using Onboarding.Sites;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Sites;

public sealed class DraftsTests
{
    [Fact]
    public async Task People_who_leave_a_field_of_one_form_at_once_break_nothing_and_one_draft_is_kept()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        for (var round = 0; round < 10; round++)
        {
            var form = $"form-{round}";
            var kept = await Task.WhenAll(Enumerable.Range(0, 6).Select(person => Task.Run(() => bench.Get<Drafts>().KeepAsync(site.Id, form, person, 1, Bench.Csm, Bench.Cancel), Bench.Cancel)));

            Assert.All(kept, done => Assert.True(done.Succeeded));
            Assert.InRange(Json.Read<int>((await bench.Get<Drafts>().FindAsync(site.Id, form, Bench.Cancel))!.Json), 0, 5);
        }
    }

    [Fact]
    public async Task Draft_is_rewritten_by_whoever_goes_on()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        await bench.Get<Drafts>().KeepAsync(site.Id, "form", 1, 1, Bench.Csm, Bench.Cancel);
        bench.Time.Advance(TimeSpan.FromMinutes(5));

        await bench.Get<Drafts>().KeepAsync(site.Id, "form", 2, 3, new("u9", "Wren Tolland", Roles.CustomerSuccess), Bench.Cancel);

        var draft = (await bench.Get<Drafts>().FindAsync(site.Id, "form", Bench.Cancel))!;
        Assert.Equal((2, 3, "Wren Tolland", bench.Time.GetUtcNow()), (Json.Read<int>(draft.Json), draft.BasedOn, draft.SavedBy, draft.SavedAt));
    }
}
