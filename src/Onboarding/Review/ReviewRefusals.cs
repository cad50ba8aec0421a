namespace Onboarding.Review;

/// <summary>Every way the review says no: what happened and what to do.</summary>
public static class ReviewRefusals
{
    public static readonly Refusal EngineersDecide = new("review-engineers", "Engineers and administrators decide about failed reports. Ask one of them.");

    public static readonly Refusal Gone = new("review-gone", "This failure is no longer open: a newer run, an edit or somebody else's answer was first. Look at the queue again.");

    public static readonly Refusal NoComment = new("review-comment", "The comment is empty. Write what the next person should know.");

    public static readonly Refusal NoInstruction = new("review-instruction", "Say in plain words what the CSM should do.");

    public static readonly Refusal NoReason = new("review-reason", "Say why this may be accepted; the reason stands beside the check until it ends.");

    public static readonly Refusal NoOwner = new("review-owner", "Name who looks after the exception until it ends.");

    public static readonly Refusal NoDay = new("review-day", "Choose the last day on which the exception counts.");

    public static readonly Refusal DayPast = new("review-day-past", "That day is over. Choose today or a later one.");

    public static readonly Refusal DayFar = new("review-day-far", $"An exception lasts {ExceptionRules.MostDays} days at most. Choose an earlier day; it can be given again then.");

    public static readonly Refusal TooLong = Longer(ReviewRights.LongestText);

    public static readonly Refusal PatientLike = new("review-patient-like", "This looks like a patient's number, a date of birth or somebody's address. Say it without; name patients by their place in the list, such as patient 4.");

    public static readonly Refusal NotThere = new("review-not-there", "There is no such answer, or it has ended already.");

    public static readonly Refusal NoLetter = new("review-no-letter", "This check has no letter: its next step is ours. Return it or accept it.");

    public static Refusal Longer(int most) => new("review-long", $"Please say it in at most {most} letters.");

    public static Refusal Never(string why) => new("review-never", $"This can never be accepted as an exception: {why}.");
}
