using EhrAdapters.Diagnosis;
using EhrAdapters.SignIn;
using EhrAdapters.Tests.Contract;
using EhrAdapters.Tests.Diagnosis.Codes;
using Xunit;

namespace EhrAdapters.Tests.SignIn;

/// <summary>Asked, granted, needed: as a table and as what the ladder says about it.</summary>
public sealed class ScopeMatrixTests(SimulatedHospitals hospitals) : IClassFixture<SimulatedHospitals>
{
    private static readonly string[] All =
        ["system/Patient.rs", "system/Encounter.rs", "system/Condition.rs", "system/Observation.rs", "system/MedicationRequest.rs", "system/AllergyIntolerance.rs"];

    [Fact]
    public void Needs_are_those_of_the_stages()
    {
        var matrix = ScopeMatrix.Of([], []);

        Assert.Equal(All, matrix.Select(row => row.Scope));
        Assert.Equal(Enum.GetValues<ScopeUse>(), matrix[0].NeededFor);
        Assert.All(matrix.Skip(1), row => Assert.Equal([ScopeUse.ValidatePatients, ScopeUse.LoadTest, ScopeUse.Live], row.NeededFor));
        Assert.All(matrix, row => Assert.Equal((false, null), (row.Asked, row.Granted)));
    }

    [Theory]
    [InlineData("system/Patient.rs", true)]
    [InlineData("system/Patient.read", true)]
    [InlineData("system/Patient.cruds", true)]
    [InlineData("system/Patient.*", true)]
    [InlineData("system/*.rs", true)]
    [InlineData("system/*.read", true)]
    [InlineData("system/*.*", true)]
    [InlineData("system/Patient.r system/Patient.s", true)]
    [InlineData("system/Patient.rs?_security=N", true)]
    [InlineData("system/Patient.r", false)]
    [InlineData("system/Patient.write", false)]
    [InlineData("user/Patient.rs", false)]
    [InlineData("user/*.rs", false)]
    [InlineData("system/Observation.rs", false)]
    [InlineData("system/Person.rs", false)]
    public void Granted_is_read_in_both_spellings_with_wildcards_and_in_parts(string granted, bool expected) =>
        Assert.Equal(expected, ScopeMatrix.Of(["system/Patient.rs"], granted.Split(' '))[0].Granted);

    [Theory]
    [InlineData("")]
    [InlineData("fhir-read openid")]
    public void Server_that_does_not_say_leaves_the_column_open(string granted) =>
        Assert.All(ScopeMatrix.Of(All, granted.Split(' ', StringSplitOptions.RemoveEmptyEntries)), row => Assert.Equal((true, null), (row.Asked, row.Granted)));

    [Fact]
    public void Further_scopes_stand_below_and_wildcards_are_spread_over_the_rows()
    {
        var matrix = ScopeMatrix.Of(["system/*.read", "system/Procedure.read", "openid"], ["system/*.rs"]);

        Assert.Equal([.. All, "system/Procedure.rs"], matrix.Select(row => row.Scope));
        Assert.All(matrix, row => Assert.Equal((true, true), (row.Asked, row.Granted)));
        Assert.Empty(matrix[^1].NeededFor);
    }

    [Fact]
    public void Missing_is_what_was_asked_for_and_not_granted()
    {
        var missing = ScopeMatrix.Missing(ScopeMatrix.Of(["system/Patient.rs", "system/Condition.rs"], ["system/Patient.read"]));

        Assert.Equal("system/Condition.rs", Assert.Single(missing).Scope);
        Assert.Equal("patient validation, the load test and live traffic", ScopeMatrix.Stages(missing));
    }

    [Fact]
    public async Task Run_with_a_token_shows_the_matrix()
    {
        var report = await new LadderRun(hospitals, "pelican-bay") { Scopes = All }.ClimbAsync();

        Assert.Null(report.FirstFailure);
        Assert.Equal(6, report.Scopes.Count);
        Assert.All(report.Scopes, row => Assert.Equal((true, true), (row.Asked, row.Granted)));
    }

    [Fact]
    public async Task Scope_in_the_other_dialect_is_granted_and_counts()
    {
        await using var dials = await hospitals.WithDialsAsync("stonebridge", new { faults = new[] { "scope-v1-only" } });

        var report = await new LadderRun(hospitals, "stonebridge") { Scopes = All }.ClimbAsync();

        Assert.Null(report.FirstFailure);
        Assert.Equal(2, await hospitals.TokenRequestsAsync("stonebridge"));
        Assert.All(report.Scopes, row => Assert.True(row.Granted));
        Assert.Contains(report.Steps.Single(step => step.Rung is LadderRung.Token).Evidence, item => item.Name == "Scopes tried as well");
    }

    [Fact]
    public async Task Extras_that_are_refused_are_left_out_and_the_stages_that_will_fail_are_named()
    {
        await using var dials = await hospitals.WithDialsAsync("stonebridge", new { faults = new[] { "scope-extras-refused" } });

        var report = await new LadderRun(hospitals, "stonebridge") { Scopes = All }.ClimbAsync();
        var token = report.Steps.Single(step => step.Rung is LadderRung.Token);

        Assert.Null(report.FirstFailure);
        Assert.Equal((FindingCodes.OauthScopeShort, CheckState.Warning), (token.Finding?.Code, token.State));
        Assert.Contains("patient validation, the load test and live traffic", token.Finding!.Explanation, StringComparison.Ordinal);
        Assert.Contains("system/Observation.rs", token.Finding.Requests[0], StringComparison.Ordinal);
        Assert.Equal(3, await hospitals.TokenRequestsAsync("stonebridge"));
        Assert.Equal([true, false, false, false, false, false], report.Scopes.Select(row => row.Granted));
        Assert.All(report.Scopes, row => Assert.True(row.Asked));
    }

    [Fact]
    public async Task Scopes_that_are_refused_altogether_still_show_what_was_asked()
    {
        await using var dials = await hospitals.WithDialsAsync("stonebridge", new { faults = new[] { "invalid-scope" } });

        var report = await new LadderRun(hospitals, "stonebridge") { Scopes = All }.ClimbAsync();

        Assert.Equal(FindingCodes.OauthInvalidScope, report.FirstFailure!.Finding!.Code);
        Assert.Contains("system/Observation.rs", report.FirstFailure.Finding.Requests[0], StringComparison.Ordinal);
        Assert.Equal(3, await hospitals.TokenRequestsAsync("stonebridge"));
        Assert.All(report.Scopes, row => Assert.Equal((true, null), (row.Asked, row.Granted)));
    }
}
