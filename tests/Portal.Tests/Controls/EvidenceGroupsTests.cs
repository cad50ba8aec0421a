using EhrAdapters.Diagnosis;
using Portal.Components.Controls;
using Xunit;

namespace Portal.Tests.Controls;

public sealed class EvidenceGroupsTests
{
    [Theory]
    [InlineData("Time and clocks", "Time", "Server's Date", "Server's clock", "Our clock", "Clock difference")]
    [InlineData("Network", "Host", "Port", "Resolved addresses", "Our outgoing addresses", "VPN heartbeat", "Connection to 203.0.113.7", "Control address")]
    [InlineData("Certificate", "TLS version", "Cipher suite", "ALPN", "Chain length", "Certificate SHA-256", "Our certificate subject")]
    [InlineData("HTTP", "Request", "HTTP status", "Content type", "First byte", "Whole answer", "Server", "Retry-After", "Request id", "Cache-Control", "Page begins")]
    [InlineData("FHIR", "FHIR version", "Software", "Issue codes", "Recognised by", "Signs of real patients")]
    [InlineData("Sign-in", "Token endpoint", "Client ID", "Key ID", "Assertion life", "Scopes asked", "OAuth error", "Sign-in attempts", "Not asked again", "Seen at the hospital")]
    [InlineData("Settings", "Setting", "Reason")]
    public void Fact_stands_under_the_heading_where_an_engineer_looks_for_it(string title, params string[] names)
    {
        var groups = EvidenceGroups.Of(names.Select(name => new EvidenceItem(name, "x")));

        Assert.Equal([title], groups.Select(group => group.Title));
        Assert.Equal(names, groups[0].Items.Select(item => item.Name));
    }
}
