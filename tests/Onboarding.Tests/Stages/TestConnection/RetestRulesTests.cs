using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Stages.TestConnection.Retest;
using Onboarding.Tests.Fakes;
using Xunit;

namespace Onboarding.Tests.Stages.TestConnection;

public sealed class RetestRulesTests
{
    private static readonly DateTimeOffset Failed = new(2026, 6, 3, 14, 0, 0, TimeSpan.Zero);

    private static EhrAdapters.Vendors.VendorProfile Slow { get; } = new FakeAdapterFactory().Profile with { Name = "Epic", ActivationDelay = TimeSpan.FromHours(12) };

    [Fact]
    public void Waiting_is_offered_for_what_passes_by_itself_and_for_nothing_else()
    {
        var offered = FindingCatalog.Codes.Where(code => RetestRules.Of(Row(code), Slow, Failed) is not null);

        Assert.Equal(
            [
                "API-OO-TRANSIENT", "DNS-INTERNAL-ANSWER", "DNS-NXDOMAIN", "DNS-SERVFAIL", "DNS-TIMEOUT", "HTTP-429", "HTTP-500", "HTTP-502",
                "HTTP-503", "HTTP-504", "OAUTH-429", "OAUTH-5XX", "OAUTH-INVALID-CLIENT", "SELF-BUSY", "SELF-EGRESS",
            ],
            offered.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Registration_that_takes_half_a_day_is_tried_until_then_and_a_little_longer_and_never_more_than_once_an_hour()
    {
        var hours = Offsets(FindingCodes.OauthInvalidClient).Select(offset => offset.TotalHours).ToList();

        Assert.Equal([1, 2, 4, 6, 8, 10, 12, 14], hours);
    }

    [Fact]
    public void Vendor_without_a_delay_is_not_knocked_at_again() =>
        Assert.Null(RetestRules.Of(Row(FindingCodes.OauthInvalidClient), new FakeAdapterFactory().Profile, Failed));

    [Fact]
    public void Dns_is_tried_every_quarter_of_an_hour_then_every_hour_for_two_days()
    {
        var offsets = Offsets(FindingCodes.DnsNxDomain);

        Assert.Equal(TimeSpan.FromMinutes(15), offsets[0]);
        Assert.Equal(TimeSpan.FromHours(4), offsets[15]);
        Assert.Equal(TimeSpan.FromHours(5), offsets[16]);
        Assert.Equal(TimeSpan.FromDays(2), offsets[^1]);
    }

    [Fact]
    public void Longer_wait_that_the_server_names_is_kept()
    {
        var row = Row(FindingCodes.Http503) with { Retry = new(true, TimeSpan.FromHours(3), "It says so.") };

        Assert.Equal(TimeSpan.FromHours(3), RetestRules.Of(row, null, Failed)!.Offsets().First());
        Assert.Equal(TimeSpan.FromMinutes(15), Offsets(FindingCodes.Http503)[0]);
    }

    [Theory]
    [InlineData("Certificate valid from", "2026-06-04 06:30:00 UTC", "2026-06-04T06:35:00Z")]
    [InlineData("Anything", "else", "2026-06-05T00:05:00Z")]
    public void Certificate_that_is_not_valid_yet_is_tried_when_it_is(string name, string value, string at)
    {
        var row = Row(FindingCodes.TlsNotYet) with { Message = "The server's certificate is not valid before 2026-06-04.", Evidence = [new(name, value)] };

        var next = RetestRules.Next(RetestRules.Of(row, null, Failed)!, Failed, Failed)!;

        Assert.Equal(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture), next.Next);
    }

    [Fact]
    public void Plan_whose_time_is_over_is_no_plan() =>
        Assert.Null(RetestRules.Next(RetestRules.Of(Row(FindingCodes.Http503), null, Failed)!, Failed, Failed.AddDays(2)));

    private static List<TimeSpan> Offsets(string code) => [.. RetestRules.Of(Row(code), Slow, Failed)!.Offsets()];

    private static ResultRow Row(string code) => ResultRow.Of("A check", FindingCatalog.Create(code), null);
}
