using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Xunit;

namespace Onboarding.Tests.Stages.LoadTest;

public sealed class TrafficOrderTests
{
    private static readonly LoadKind[] All = Enum.GetValues<LoadKind>();

    [Fact]
    public void Hundred_requests_hold_every_share_exactly()
    {
        var order = new TrafficOrder(TrafficMix.Usual, All, signInsPerMinute: 6, firstSignIn: TimeSpan.Zero);

        var counts = Next(order, 100, everyMilliseconds: 1_000).CountBy(kind => kind).ToDictionary();

        Assert.Equal((60, 15, 24, 1), (counts[LoadKind.Read], counts[LoadKind.Search], counts[LoadKind.Records], counts[LoadKind.Token]));
    }

    [Fact]
    public void Kinds_come_interleaved_and_not_in_clumps()
    {
        var order = new TrafficOrder(TrafficMix.Usual, All, 6, TimeSpan.Zero);

        var kinds = Next(order, 200, 1_000);

        for (var from = 0; from + 20 <= kinds.Count; from++)
            Assert.InRange(kinds.Skip(from).Take(20).Count(kind => kind is LoadKind.Read), 10, 14);
    }

    [Fact]
    public void Same_order_in_every_run() => Assert.Equal(
        Next(new(TrafficMix.Usual, All, 6, TimeSpan.Zero), 500, 100), Next(new(TrafficMix.Usual, All, 6, TimeSpan.Zero), 500, 100));

    [Fact]
    public void Share_of_what_a_site_cannot_serve_goes_to_the_others()
    {
        var order = new TrafficOrder(TrafficMix.Usual, [LoadKind.Read, LoadKind.Records], 6, TimeSpan.Zero);

        var counts = Next(order, 84, 1_000).CountBy(kind => kind).ToDictionary();

        Assert.Equal((60, 24), (counts[LoadKind.Read], counts[LoadKind.Records]));
        Assert.Equal(2, counts.Count);
    }

    [Fact]
    public void Mix_that_is_all_sign_ins_still_reads()
    {
        var order = new TrafficOrder(new(0, 0, 0, 100), All, 6, TimeSpan.Zero);

        Assert.Contains(LoadKind.Read, Next(order, 10, 100));
    }

    [Theory]
    [InlineData(6, 10)]
    [InlineData(1, 60)]
    public void Sign_ins_keep_their_distance(int perMinute, double apartSeconds)
    {
        var order = new TrafficOrder(new(50, 0, 0, 50), All, perMinute, firstSignIn: TimeSpan.FromSeconds(60));
        var due = new List<double>();

        for (var second = 0.0; second < 300; second += 0.1)
            if (order.Next(TimeSpan.FromSeconds(second)) is LoadKind.Token)
                due.Add(second);

        Assert.True(due[0] >= 60);
        Assert.All(due.Zip(due.Skip(1)), pair => Assert.True(pair.Second - pair.First >= apartSeconds - 0.001));
        Assert.InRange(due.Count, 240 / apartSeconds * 0.9, (240 / apartSeconds) + 1);
    }

    [Fact]
    public void No_sign_in_follows_a_refused_one()
    {
        var order = new TrafficOrder(new(50, 0, 0, 50), All, 6, TimeSpan.Zero);
        Assert.Contains(LoadKind.Token, Next(order, 5, 1_000));

        order.EndSignIns();

        Assert.DoesNotContain(LoadKind.Token, Next(order, 500, 1_000));
    }

    private static List<LoadKind> Next(TrafficOrder order, int count, int everyMilliseconds) =>
        [.. Enumerable.Range(0, count).Select(number => order.Next(TimeSpan.FromMilliseconds(number * (double)everyMilliseconds)))];
}
