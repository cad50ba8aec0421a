using Onboarding.Stages.Samples;

namespace Onboarding.Review.Changes;

/// <summary>The values of one patient by which somebody could be known again.</summary>
internal static class PatientWords
{
    private const int Shortest = 3;

    internal static IEnumerable<string> Of(Sample sample)
    {
        IEnumerable<string?> words = sample.Resource is not { } patient ? [sample.Mrn]
            : [
                sample.Mrn, patient.Id, patient.BirthDate,
                .. patient.Identifier.Select(identifier => identifier.Value),
                .. patient.Name.SelectMany(name => name.Given.Append(name.Family).Append(name.Text)),
                .. patient.Telecom.Select(telecom => telecom.Value),
                .. patient.Address.SelectMany(address => address.Line.Append(address.Text)),
            ];
        return words.Select(word => word?.Trim()).OfType<string>().Where(word => word.Length >= Shortest);
    }
}
