using System.Net;
using EhrAdapters.Http;
using Xunit;

namespace EhrAdapters.Tests.Http;

public sealed class OutboundGuardTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.10")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("168.63.129.16")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b:1::a00:1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::169.254.169.254")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("2002:a9fe:a9fe::1")]
    public void Address_that_is_not_public_is_refused(string address)
    {
        Assert.False(OutboundGuard.IsPublic(IPAddress.Parse(address)));
        Assert.False(new OutboundGuard([]).Allows(IPAddress.Parse(address), "fhir.hillcrest.example"));
    }

    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:2800:220:1::1")]
    [InlineData("::ffff:93.184.216.34")]
    public void Address_of_the_internet_is_open(string address) => Assert.True(new OutboundGuard([]).Allows(IPAddress.Parse(address), "fhir.hillcrest.example"));

    [Theory]
    [InlineData("10.20.30.40")]
    [InlineData("10.20.0.0/16")]
    [InlineData("fhir.hillcrest.example")]
    [InlineData("FHIR.Hillcrest.Example")]
    public void Private_place_that_was_allowed_is_open(string entry) =>
        Assert.True(new OutboundGuard([entry]).Allows(IPAddress.Parse("10.20.30.40"), "fhir.hillcrest.example"));

    [Fact]
    public void Allowed_host_does_not_open_another_host() =>
        Assert.False(new OutboundGuard(["fhir.hillcrest.example"]).Allows(IPAddress.Parse("10.20.30.40"), "other.example"));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    public void Allowed_host_whose_answer_leads_back_into_our_machine_stays_closed(string answer)
    {
        Assert.False(new OutboundGuard(["fhir.hillcrest.example"]).Allows(IPAddress.Parse(answer), "fhir.hillcrest.example"));
        Assert.True(new OutboundGuard(["localhost"]).Allows(IPAddress.Parse(answer), "localhost"));
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("fd00:ec2::254")]
    [InlineData("100.100.100.200")]
    public void Metadata_service_stays_closed_whatever_the_list_says(string address) =>
        Assert.False(new OutboundGuard(["fhir.hillcrest.example", address, "169.254.0.0/16"]).Allows(IPAddress.Parse(address), "fhir.hillcrest.example"));
}
