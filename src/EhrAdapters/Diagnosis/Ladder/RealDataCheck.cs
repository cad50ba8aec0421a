using System.Globalization;
using System.Text.RegularExpressions;
using EhrAdapters.Mapping;
using Hl7.Fhir.Model;

namespace EhrAdapters.Diagnosis.Ladder;

/// <summary>
/// Real-looking patients where test patients were meant. No sign alone says much, so several are needed, and only their number
/// is told: a sign that was quoted would be somebody's telephone.
/// </summary>
internal static partial class RealDataCheck
{
    private const int Enough = 3;
    private const int EnoughStrong = 2;

    private static readonly string[] TestDomains =
        ["example.com", "example.org", "example.net", ".example", ".test", ".invalid", ".localhost", "test.com", "email.com", "mailinator.com", "nowhere.com", "noemail.com"];

    private static readonly HashSet<string> KnownNumbers = ["123456789", "078051120", "111111111", "222222222", "333333333", "444444444", "555555555", "777777777", "888888888", "987654321"];

    internal static Finding? Judge(Climb climb, IReadOnlyList<Patient> patients, IReadOnlyList<EvidenceItem> evidence)
    {
        if (climb.Connection.Environment is not (EhrEnvironment.Sandbox or EhrEnvironment.NonProduction))
            return null;
        var says = SaysProduction(climb.Statement) ? 1 : 0;
        var most = patients.Select(patient => Signs(patient) is var signs ? signs with { Strong = signs.Strong + says } : default).MaxBy(signs => signs.All);
        return !most.AreEnough ? null : climb.Find(
            FindingCodes.ApiProdDataInTest,
            [.. evidence, new("Signs of real patients", string.Create(CultureInfo.InvariantCulture, $"{most.All} of 6"))]) with { Confidence = Confidence.Guess };
    }

    internal static Count Signs(Patient patient) => OddData.Read(
        () => new Count(
            Strong: new[]
            {
                patient.Telecom.Any(contact => contact.System is ContactPoint.ContactPointSystem.Phone or ContactPoint.ContactPointSystem.Sms && IsRealNumber(contact.Value)),
                patient.Telecom.Any(contact => contact.Value is { } value && value.Contains('@', StringComparison.Ordinal) && !IsTestMail(value)),
                patient.Identifier.Any(identifier => IsSocialSecurity(identifier) && IsPlausible(identifier.Value)),
            }.Count(sign => sign),
            Weak: new[] { HasNoTestName(patient), HasLabelsWithoutTest(patient) }.Count(sign => sign)),
        default);

    private static bool HasNoTestName(Patient patient) => patient.Name.Count > 0
        && !patient.Name.SelectMany(name => name.Given.Append(name.Family).Append(name.Text)).OfType<string>().Any(name => TestWord().IsMatch(name) || name.Any(char.IsAsciiDigit));

    private static bool HasLabelsWithoutTest(Patient patient) => patient.Meta is { } meta
        && meta.Security.Concat(meta.Tag).ToList() is { Count: > 0 } labels && !labels.Any(label => TestWord().IsMatch($"{label.Code} {label.Display}"));

    private static bool SaysProduction(CapabilityStatement? statement) => statement is not null && OddData.Read(
        () => new[] { statement.Implementation?.Description, statement.Implementation?.Url, statement.Description, statement.Title }.OfType<string>().Any(text => Production().IsMatch(text) && !NotProduction().IsMatch(text)), false);

    // 555 is no subscriber's exchange, and a number that cannot be dialled is nobody's.
    private static bool IsRealNumber(string? value)
    {
        var digits = string.Concat((value ?? "").Where(char.IsAsciiDigit));
        if (digits.Length == 11 && digits[0] == '1')
            digits = digits[1..];
        return digits.Length == 10 && digits[0] is >= '2' && digits[3] is >= '2' && digits[3..6] is not "555" && digits[..3] is not "555" && digits.Distinct().Count() > 3;
    }

    private static bool IsTestMail(string mail)
    {
        var domain = mail[(mail.LastIndexOf('@') + 1)..];
        return TestWord().IsMatch(mail) || TestDomains.Any(end => domain.Equals(end, StringComparison.OrdinalIgnoreCase) || domain.EndsWith(end, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsSocialSecurity(Identifier identifier) =>
        identifier.System is "http://hl7.org/fhir/sid/us-ssn" or "urn:oid:2.16.840.1.113883.4.1" || (identifier.Type?.Coding ?? []).Any(coding => coding.Code is "SS");

    // Areas 000, 666 and 9xx, group 00 and serial 0000 were never given out.
    private static bool IsPlausible(string? value)
    {
        var digits = string.Concat((value ?? "").Where(char.IsAsciiDigit));
        return digits.Length == 9 && digits[..3] is not ("000" or "666") && digits[0] != '9' && digits[3..5] != "00" && digits[5..] != "0000" && !KnownNumbers.Contains(digits);
    }

    [GeneratedRegex(@"test|demo|sample|sandbox|dummy|fake|mock|example|training|smart|fhir|\b(zz|xx)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex TestWord();

    [GeneratedRegex(@"(^|[^A-Za-z])(production|prod|prd)([^A-Za-z]|$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Production();

    [GeneratedRegex(@"non.?prod|test|sandbox|train|pre.?prod", RegexOptions.IgnoreCase)]
    private static partial Regex NotProduction();

    /// <summary>How many signs there are: strong ones that invented data seldom has, and weak ones that it often has too.</summary>
    internal readonly record struct Count(int Strong, int Weak)
    {
        public int All => Strong + Weak;

        public bool AreEnough => All >= Enough && Strong >= EnoughStrong;
    }
}
