using FluentValidation;

namespace Onboarding.Sites;

/// <summary>What is wrong with the settings of a load test, field by field.</summary>
public sealed class LoadSettingsRules : AbstractValidator<LoadSettings>
{
    public const int MostPerMinute = 60_000;
    public const int ShortestHold = 1;
    public const int LongestHold = 7_200;

    public static readonly LoadSettingsRules Instance = new();

    private LoadSettingsRules()
    {
        RuleFor(load => load.PeakRequestsPerMinute).InclusiveBetween(1, MostPerMinute).WithMessage("The busiest minute needs a figure from 1 to 60,000 requests.");
        RuleFor(load => load.CapRequestsPerMinute).InclusiveBetween(1, MostPerMinute).WithMessage("The cap needs a figure from 1 to 60,000 requests a minute.");
        RuleFor(load => load.HoldSeconds).InclusiveBetween(ShortestHold, LongestHold).WithMessage("Hold from one second to two hours.");
        RuleFor(load => load.Mix).Must(mix => mix is null || Shares(mix).All(share => share is >= 0 and <= 100)).WithMessage("A share lies between 0 and 100 %.")
            .Must(mix => mix is null || Shares(mix).Sum(share => (long)share) == 100).WithMessage((_, mix) => $"Together the shares must be 100 %; they are {Shares(mix!).Sum(share => (long)share)} %.")
            .Must(mix => mix is null || mix.Tokens < 100).WithMessage("A test of sign-ins alone says nothing of the records. Give reads, searches or records a share.");
    }

    /// <summary>The first thing that is wrong with each field, by the field's name.</summary>
    public static IReadOnlyDictionary<string, string> Wrong(LoadSettings load) =>
        Instance.Validate(load).Errors.GroupBy(error => error.PropertyName).ToDictionary(field => field.Key, field => field.First().ErrorMessage);

    private static int[] Shares(TrafficMix mix) => [mix.Reads, mix.Searches, mix.Records, mix.Tokens];
}
