using Onboarding.Outbound;
using Xunit;

namespace Onboarding.Tests.Outbound;

public sealed class AllowEntryTests
{
    [Theory]
    [InlineData(" EHR.Mercy-West.Internal. ", "ehr.mercy-west.internal")]
    [InlineData("fhirgate", "fhirgate")]
    [InlineData("ehr.münster.example", "ehr.xn--mnster-3ya.example")]
    [InlineData("10.20.30.40", "10.20.30.40")]
    [InlineData("10.20.0.0/16", "10.20.0.0/16")]
    [InlineData("10.20.30.40/32", "10.20.30.40")]
    [InlineData("100.64.7.0/24", "100.64.7.0/24")]
    [InlineData("::ffff:10.1.2.3", "10.1.2.3")]
    [InlineData("[FD12:3456::7]", "fd12:3456::7")]
    [InlineData("fd12:3456:789a::/48", "fd12:3456:789a::/48")]
    public void Private_place_is_taken_in_one_spelling(string typed, string stored) =>
        Assert.Equal((stored, null), (AllowEntry.Check(typed).Value, AllowEntry.Check(typed).Refusal));

    [Theory]
    [InlineData("  ", "entry-needed")]
    [InlineData("*.mercy.internal", "entry-wildcard")]
    [InlineData("https://ehr.mercy.internal/r4", "entry-whole-address")]
    [InlineData("ehr.mercy.internal/r4", "entry-whole-address")]
    [InlineData("ehr.mercy.internal:8443", "entry-port")]
    [InlineData("10.20.30.40:443", "entry-port")]
    [InlineData("ehr mercy", "entry-unreadable")]
    [InlineData("10.1", "entry-unreadable")]
    [InlineData("10.20.30.400", "entry-unreadable")]
    [InlineData("2130706433", "entry-unreadable")]
    [InlineData("10.20.0.0/", "entry-unreadable")]
    [InlineData("10.20.0.0/33", "entry-unreadable")]
    [InlineData("10.20.30.40/16", "entry-not-the-start")]
    [InlineData("10.0.0.0/8", "entry-too-wide")]
    [InlineData("10.0.0.0/15", "entry-too-wide")]
    [InlineData("fd00::/8", "entry-too-wide")]
    [InlineData("fd12:3456::/32", "entry-too-wide")]
    [InlineData("127.0.0.1", "entry-this-machine")]
    [InlineData("127.8.0.0/16", "entry-this-machine")]
    [InlineData("::1", "entry-this-machine")]
    [InlineData("::ffff:127.0.0.1", "entry-this-machine")]
    [InlineData("localhost", "entry-this-machine")]
    [InlineData("ehr.localhost", "entry-this-machine")]
    [InlineData("169.254.169.254", "entry-never-open")]
    [InlineData("169.254.0.0/16", "entry-never-open")]
    [InlineData("0.0.0.0/8", "entry-never-open")]
    [InlineData("0.0.0.0/0", "entry-never-open")]
    [InlineData("224.0.0.1", "entry-never-open")]
    [InlineData("100.100.100.200", "entry-never-open")]
    [InlineData("fe80::/64", "entry-never-open")]
    [InlineData("fd00:ec2::254", "entry-never-open")]
    [InlineData("64:ff9b::a9fe:a9fe", "entry-never-open")]
    [InlineData("metadata.google.internal", "entry-never-open")]
    [InlineData("93.184.216.34", "entry-public")]
    [InlineData("93.184.0.0/16", "entry-public")]
    [InlineData("64:ff9b::a00:0/112", "entry-public")]
    public void What_cannot_be_an_entry_is_refused_in_words(string typed, string code)
    {
        var refusal = AllowEntry.Check(typed).Refusal;

        Assert.Equal(code, refusal?.Code);
        Assert.EndsWith(code is "entry-whole-address" or "entry-port" or "entry-not-the-start" ? "" : ".", refusal!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.20.0.0/16", "10.20.30.40", true)]
    [InlineData("10.20.0.0/16", "10.21.30.40", false)]
    [InlineData("10.20.0.0/16", "93.184.216.34", false)]
    [InlineData("10.20.0.0/16", "ehr.mercy.internal", true)]
    [InlineData("ehr.mercy.internal", "EHR.mercy.internal", true)]
    [InlineData("ehr.mercy.internal", "other.mercy.internal", false)]
    public void Entry_may_cover_only_what_it_could_open(string entry, string host, bool covers) => Assert.Equal(covers, AllowEntry.MayCover(entry, host));
}
