using System.Globalization;
using Microsoft.AspNetCore.Components;
using Onboarding.Stages.GoLive.Plan;
using Onboarding.Stages.GoLive.Ramp;

namespace Portal.Components.Stages.GoLive;

/// <summary>The steps of a ramp side by side: units in, requests proven of needed, clinic time of needed; the table behind.</summary>
public sealed partial class RampPicture
{
    // More care units than these are drawn as a share of them.
    private const int MostDots = 20;
    private const int MostNames = 3;

    [Parameter, EditorRequired]
    public required TrafficView Traffic { get; set; }

    private SiteRamp Ramp => Traffic.Ramp!;

    private RampLimits Limits => Ramp.Terms.Limits;

    private static string Css(RampStepView step) => step.Done ? "done" : step.Now ? "now" : "later";

    private static string Width(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Clamp(share, 0, 1) * 100:0.#}%");

    private static string Days(double days) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(days * 10) / 10:0.#}");

    private static string Milliseconds(int? took) => took is { } some ? string.Create(CultureInfo.InvariantCulture, $"{some:N0} ms") : "–";

    private static string Comes(RampStepView step) => step.Comes.Count <= MostNames
        ? string.Join(", ", step.Comes.Select(unit => unit.Name))
        : $"{string.Join(", ", step.Comes.Take(MostNames - 1).Select(unit => unit.Name))} and {step.Comes.Count - MostNames + 1} more";

    private int AllDots => Math.Min(MostDots, Ramp.Terms.Units.Count);

    private int Dots(RampStepView step) => Ramp.Terms.Units.Count <= MostDots ? step.UnitsIn : (int)Math.Ceiling((double)MostDots * step.UnitsIn / Ramp.Terms.Units.Count);
}
