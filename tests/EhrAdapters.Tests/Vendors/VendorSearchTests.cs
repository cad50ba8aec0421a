using EhrAdapters.Diagnosis;
using EhrAdapters.Tests.Http;
using Xunit;

namespace EhrAdapters.Tests.Vendors;

/// <summary>What each vendor's searches look like on the wire.</summary>
public sealed class VendorSearchTests
{
    private const string Empty = """{"resourceType":"Bundle","type":"searchset","total":0}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("epic", "mrnTypeText=MRN;mrnSystem=urn:oid:1.2", "700041", "identifier=MRN|700041&_count=100")]
    [InlineData("epic", "mrnSystem=urn:oid:1.2", "700041", "identifier=urn:oid:1.2|700041&_count=100")]
    [InlineData("epic", "", "700041", "identifier=700041&_count=100")]
    [InlineData("epic", "mrnTypeText=MRN", "EPI|700041", "identifier=EPI|700041&_count=100")]
    [InlineData("oracle-health", "mrnSystem=urn:oid:2.999.41.1;mrnTypeText=MRN", "41700", "identifier=urn:oid:2.999.41.1|41700&_count=20")]
    [InlineData("oracle-health", "", "41700", "identifier=41700&_count=20")]
    [InlineData("meditech", "mrnSystem=https://m.example:443/identifier/MRN", "EH0001", "identifier=https://m.example:443/identifier/MRN|EH0001")]
    [InlineData("athenahealth", "practice=195900", "700123", "identifier=https://fhir.athena.io/sid/ah-patient|a-195900.E-700123&ah-practice=Organization/a-1.Practice-195900&_count=50")]
    [InlineData("athenahealth", "practice=195900;department=7", "a-195900.E-700123", "identifier=https://fhir.athena.io/sid/ah-patient|a-195900.E-700123&ah-practice=Organization/a-1.Practice-195900&ah-department=Organization/a-195900.Department-7&_count=50")]
    [InlineData("fhir-r4", "mrnSystem=https://h.example/mrn", " H 1&2 ", "identifier=https://h.example/mrn|H 1%262&_count=50")]
    public async Task Mrn_is_looked_up_in_the_vendors_way(string vendor, string options, string mrn, string query)
    {
        var stub = StubHandler.Always(200, Empty);
        using var adapter = TestConnections.Adapter(stub, Connection(vendor, options));

        Assert.True((await adapter.FindPatientsByMrnAsync(mrn, Token)).Succeeded);
        Assert.Equal(query, Readable(stub));
    }

    [Theory]
    [InlineData("meditech", "", "name=Okafor,Lena&birthdate=1971-02-09", "birthdate=1971-02-09&name=Okafor\\,Lena")]
    [InlineData("meditech", "", "name=Okafor\\,Lena", "name=Okafor\\,Lena")]
    [InlineData("meditech", "", "family=Okafor&given=Lena&birthdate=1971-02-09", "birthdate=1971-02-09&name=Okafor\\,Lena")]
    [InlineData("epic", "", "family=O%27Brien&given=Mary Ann&birthdate=1971-02-09", "family=O'Brien&given=Mary Ann&birthdate=1971-02-09&_count=100")]
    [InlineData("fhir-r4", "", "?family:exact=Okafor&_count=5", "family:exact=Okafor&_count=5")]
    public async Task Search_is_spelled_in_the_vendors_way(string vendor, string options, string search, string query)
    {
        var stub = StubHandler.Always(200, Empty);
        using var adapter = TestConnections.Adapter(stub, Connection(vendor, options));

        Assert.True((await adapter.SearchPatientsAsync(search, 10, Token)).Succeeded);
        Assert.Equal(query, Readable(stub));
    }

    [Fact]
    public async Task Comma_in_a_name_is_escaped_for_the_wire()
    {
        var stub = StubHandler.Always(200, Empty);
        using var adapter = TestConnections.Adapter(stub, Connection("meditech", ""));

        await adapter.SearchPatientsAsync("name=Okafor,Lena", 10, Token);

        Assert.Equal("?name=Okafor%5C%2CLena", stub.Asked[0].Address.Query);
    }

    [Theory]
    [InlineData("epic", "", "family=Okafor")]
    [InlineData("oracle-health", "", "gender=female")]
    [InlineData("athenahealth", "practice=195900", "birthdate=1971-02-09")]
    public async Task Search_that_the_vendor_forbids_is_not_sent(string vendor, string options, string search)
    {
        var stub = StubHandler.Always(200, Empty);
        using var adapter = TestConnections.Adapter(stub, Connection(vendor, options));

        Assert.Equal(FindingCodes.Api400Search, (await adapter.SearchPatientsAsync(search, 10, Token)).Finding?.Code);
        Assert.Empty(stub.Asked);
    }

    [Fact]
    public async Task Practice_that_is_missing_is_found_before_the_call()
    {
        var stub = StubHandler.Always(200, Empty);
        using var adapter = TestConnections.Adapter(stub, Connection("athenahealth", ""));

        var finding = (await adapter.FindPatientsByMrnAsync("1", Token)).Finding!;

        Assert.Equal(FindingCodes.CfgMissing, finding.Code);
        Assert.Contains("Practice ID", finding.Cause + finding.Explanation + finding.NextStep, StringComparison.Ordinal);
        Assert.Empty(stub.Asked);
    }

    [Fact]
    public async Task Epic_is_given_twelve_hours_after_a_refusal()
    {
        var connection = TestConnections.WithSecret() with { Vendor = "epic" };
        using var adapter = TestConnections.Adapter(StubHandler.Always(400, """{"error":"invalid_client","error_description":null}""", "application/json"), connection);

        Assert.Equal(TimeSpan.FromHours(12), (await adapter.SignInAsync(Token)).Finding!.Retry.After);
    }

    [Fact]
    public async Task Athenahealth_is_asked_again_in_the_next_minute()
    {
        var connection = TestConnections.WithSecret() with { Vendor = "athenahealth" };
        using var adapter = TestConnections.Adapter(StubHandler.Always(429, "\"Too many\"", "application/json"), connection);

        // The test clock stands at eleven seconds past the minute.
        Assert.Equal(TimeSpan.FromSeconds(49), (await adapter.SignInAsync(Token)).Finding!.Retry.After);
    }

    private static Connection Connection(string vendor, string options) => TestConnections.Open(vendor) with
    {
        VendorOptions = options.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]),
    };

    private static string Readable(StubHandler stub) => stub.Asked[0].Address.Query.TrimStart('?')
        .Replace("%7C", "|", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal).Replace("%2F", "/", StringComparison.Ordinal)
        .Replace("%5C%2C", "\\,", StringComparison.Ordinal).Replace("%20", " ", StringComparison.Ordinal).Replace("%27", "'", StringComparison.Ordinal);
}
