using System.Globalization;
using FluentValidation;
using Onboarding.Sites;

namespace Onboarding.Stages.LoadTest.Consents;

/// <summary>A consent as a person writes it down. Times are read off the clock at the site.</summary>
public sealed record ConsentInput
{
    public string AgreedBy { get; init; } = "";

    public DateOnly? AgreedOn { get; init; }

    public DateTime? From { get; init; }

    public DateTime? To { get; init; }

    public string OnCall { get; init; } = "";

    public int CapRequestsPerMinute { get; init; }
}

/// <summary>What is wrong with a consent, field by field.</summary>
/// <param name="zone">The site's, in which its times are read.</param>
public sealed class ConsentRules : AbstractValidator<ConsentInput>
{
    public const int LongestText = 120;
    public const int MostPerMinute = 60_000;

    /// <summary>A consent is for one test or a few, not a standing permission.</summary>
    public static readonly TimeSpan LongestWindow = TimeSpan.FromDays(14);

    public ConsentRules(string zone, DateTimeOffset now)
    {
        RuleFor(input => input.AgreedBy).Must(Written).WithMessage("Say who at the hospital agreed, with their part there.")
            .Must(Short).WithMessage($"At most {LongestText} characters.");
        RuleFor(input => input.AgreedOn).NotNull().WithMessage("Say on which day they agreed.")
            .Must(day => day is null || day <= DateOnly.FromDateTime(SiteClock.In(now, zone).Local)).WithMessage("That day has not come yet. Say when they really agreed.");
        RuleFor(input => input.OnCall).Must(Written).WithMessage("Say whom to call at the hospital while the test runs, with the number.")
            .Must(Short).WithMessage($"At most {LongestText} characters.");
        RuleFor(input => input.CapRequestsPerMinute).InclusiveBetween(1, MostPerMinute)
            .WithMessage(string.Create(CultureInfo.InvariantCulture, $"The agreed cap needs a figure from 1 to {MostPerMinute:N0} requests a minute."));
        RuleFor(input => input.From).Cascade(CascadeMode.Stop).NotNull().WithMessage("Say when the window opens.")
            .Must(at => ConsentTimes.Wrong(at!.Value, zone) is null).WithMessage((_, at) => ConsentTimes.Wrong(at!.Value, zone)!);
        RuleFor(input => input.To).Cascade(CascadeMode.Stop).NotNull().WithMessage("Say when the window closes.")
            .Must(at => ConsentTimes.Wrong(at!.Value, zone) is null).WithMessage((_, at) => ConsentTimes.Wrong(at!.Value, zone)!)
            .Must(at => Moment(at) > now).WithMessage("That window is over. A test needs one that is still to come.")
            .Must((input, at) => Moment(input.From) is not { } from || Moment(at) > from).WithMessage("The window must close after it opens.")
            .Must((input, at) => Moment(input.From) is not { } from || Moment(at) - from <= LongestWindow).WithMessage($"A window is at most {LongestWindow.TotalDays:0} days long. Agree on another one for later tests.");

        DateTimeOffset? Moment(DateTime? local) => local is { } read ? ConsentTimes.Read(read, zone) : null;
    }

    /// <summary>The first thing that is wrong with each field, by the field's name.</summary>
    public IReadOnlyDictionary<string, string> Wrong(ConsentInput input) =>
        Validate(input).Errors.GroupBy(error => error.PropertyName).ToDictionary(field => field.Key, field => field.First().ErrorMessage);

    private static bool Written(string text) => !string.IsNullOrWhiteSpace(text);

    private static bool Short(string text) => text.Trim().Length <= LongestText;
}
