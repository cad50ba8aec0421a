using System.Globalization;
using Onboarding.Sites;

namespace Portal.Components.Stages;

/// <summary>One limit as a number that a person types.</summary>
/// <param name="Name">Of the limit among <see cref="Thresholds"/>, by which a rule says that it is wrong.</param>
/// <param name="Scale">What is typed for one of what is kept: 100 for a share in percent.</param>
public sealed record LimitField(string Name, string Label, string Help, string Unit, double Least, double Most, double Scale, Func<Thresholds, double> Value, Func<Thresholds, double, Thresholds> With)
{
    public static LimitField Share(string name, string label, string help, double least, double most, Func<Thresholds, double> value, Func<Thresholds, double, Thresholds> with) =>
        new(name, label, help, " %", least, most, 100, value, with);

    public static LimitField Count(string name, string label, string help, string unit, double least, double most, Func<Thresholds, int> value, Func<Thresholds, int, Thresholds> with) =>
        new(name, label, help, unit, least, most, 1, limits => value(limits), (limits, typed) => with(limits, (int)Math.Clamp(typed, int.MinValue, int.MaxValue)));

    public bool Whole => Scale == 1;

    public string Shown(Thresholds limits) => Math.Round(Value(limits) * Scale, 4).ToString("0.####", CultureInfo.InvariantCulture);

    public Thresholds Take(Thresholds limits, double typed) => With(limits, Math.Round(typed, 4) / Scale);
}
