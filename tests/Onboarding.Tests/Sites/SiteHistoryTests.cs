using Onboarding.Persistence;
using Onboarding.Sites;
using Xunit;

namespace Onboarding.Tests.Sites;

public sealed class SiteHistoryTests
{
    [Fact]
    public void Start_whose_end_is_told_is_left_out() => Assert.Equal(
        ["Test connection passed", "Test connection failed: Sign-in", "Connection saved"],
        Essential("Test connection passed", "Test connection started", "Test connection failed: Sign-in", "Test connection started", "Connection saved"));

    [Fact]
    public void Start_of_a_run_at_work_stays() => Assert.Equal(
        ["Test connection started", "Test connection failed: Sign-in"],
        Essential("Test connection started", "Test connection failed: Sign-in", "Test connection started"));

    [Fact]
    public void End_of_one_stage_tells_nothing_of_another() => Assert.Equal(
        ["Load test passed", "Test connection started"],
        Essential("Load test passed", "Test connection started"));

    [Fact]
    public void Move_on_by_itself_is_left_out_and_one_with_a_reason_stays() => Assert.Equal(
        ["Back to map fields: an edit ended its evidence", "On to configure: They came back", "Map fields passed"],
        Essential("Back to map fields: an edit ended its evidence", "On to configure: They came back", "On to validate ten patients", "Map fields passed"));

    private static IEnumerable<string> Essential(params string[] newestFirst) =>
        SiteHistory.Essential([.. newestFirst.Select(Line)]).Select(entry => entry.What);

    private static AuditEntry Line(string what) => new()
    {
        SiteId = new(Guid.Empty), At = DateTimeOffset.UnixEpoch, ActorId = "juno", ActorName = "Juno Marrow", What = what,
    };
}
