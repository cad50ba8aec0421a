namespace Portal.Components.Stages.GoLive.Planning;

/// <summary>Who is there in the window, and who hears alerts.</summary>
public sealed partial class PlanPeoplePart;
