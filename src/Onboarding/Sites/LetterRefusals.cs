namespace Onboarding.Sites;

/// <summary>Every way the portal says no about a letter.</summary>
public static class LetterRefusals
{
    public static readonly Refusal None = new("no-letter", "This result has no letter: the next step is ours.");

    public static readonly Refusal NotFound = new("letter-not-found", "There is no such letter at this site.");

    public static readonly Refusal SubjectNeeded = new("letter-subject", "Give the letter a subject; the hospital files it by that.");

    public static readonly Refusal BodyNeeded = new("letter-body", "The letter is empty. Write what you ask for, or take the proposed text back.");

    public static readonly Refusal ToNeeded = new("letter-to", "Say whom the letter went to.");

    public static readonly Refusal Future = new("letter-future", "That day has not come yet. Say when it really happened.");

    public static readonly Refusal AnswerNeeded = new("letter-answer", "Say who answered and what they said.");

    public static readonly Refusal UntilNeeded = new("letter-until", "Say until which day they are working on it; that day, or later, is when to ask again.");
}
