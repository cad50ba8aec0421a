namespace Onboarding;

/// <summary>What happened and what to do, in words for the person who asked.</summary>
public sealed record Refusal(string Code, string Message);

/// <summary>A value, or the refusal that explains why there is none. An exception is a bug; a refusal is an answer.</summary>
public readonly record struct Result<T>
{
    private Result(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    public T? Value { get; }

    public Refusal? Refusal { get; }

    public bool Succeeded => Refusal is null;

    internal static Result<T> Success(T value) => new(value, null);

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}

public static class Result
{
    /// <summary>A success whose type is an interface, where no conversion can be declared.</summary>
    public static Result<T> Of<T>(T value) => Result<T>.Success(value);
}

/// <summary>The answer of a command that has nothing to return.</summary>
public readonly record struct Done;
