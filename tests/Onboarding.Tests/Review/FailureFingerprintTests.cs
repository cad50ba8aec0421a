using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Review;
using Xunit;

namespace Onboarding.Tests.Review;

public sealed class FailureFingerprintTests
{
    private static readonly ResultRow Row = new() { Code = "API-404-PATIENT", Check = "Patients 3, 4", State = CheckState.Failed, Measured = "2 of 10", Message = "Not there." };

    [Theory]
    [InlineData("Patient 7")]
    [InlineData("patients 1, 2, 10")]
    public void Numbers_of_patients_make_no_other_failure(string check) => Assert.Equal(Of(Row), Of(Row with { Check = check }));

    [Fact]
    public void What_was_measured_and_said_makes_no_other_failure() =>
        Assert.Equal(Of(Row), Of(Row with { Measured = "9 of 10", Message = "Other words.", Code = "api-404-patient" }));

    [Fact]
    public void Stage_vendor_code_and_check_each_make_another_failure()
    {
        string[] all =
        [
            Of(Row), FailureFingerprint.Of(Stage.MapFields, "epic", Row), FailureFingerprint.Of(Stage.ValidatePatients, "meditech", Row),
            FailureFingerprint.Of(Stage.ValidatePatients, null, Row), Of(Row with { Code = "API-EMPTY" }), Of(Row with { Check = "Language" }),
        ];

        Assert.Equal(all.Length, all.Distinct().Count());
    }

    [Fact]
    public void Fingerprint_is_the_same_on_every_machine_and_shown_in_two_halves()
    {
        var print = Of(Row with { Check = "Language", Code = "VALIDATE-LANGUAGE" });

        Assert.Matches("^[0-9A-F]{12}$", print);
        Assert.Equal($"{print[..4]}·{print[4..8]}", FailureFingerprint.Shown(print));
    }

    private static string Of(ResultRow row) => FailureFingerprint.Of(Stage.ValidatePatients, "epic", row);
}
