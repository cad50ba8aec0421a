using System.Text;

namespace EhrSimulator.Patients;

/// <summary>SplitMix64 seeded from a text: the same hospital has the same patients on every machine and every .NET.</summary>
internal sealed class SeededRandom(string seed)
{
    private ulong state = Encoding.UTF8.GetBytes(seed).Aggregate(14695981039346656037UL, (hash, b) => (hash ^ b) * 1099511628211UL);

    private ulong NextBits()
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    public int Next(int below) => (int)(NextBits() % (ulong)below);

    public int Between(int from, int to) => from + Next(to - from + 1);

    public bool Percent(int chance) => Next(100) < chance;

    public T Pick<T>(IReadOnlyList<T> from) => from[Next(from.Count)];

    public string Letters(string alphabet, int length) =>
        string.Create(length, (this, alphabet), static (span, s) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = s.alphabet[s.Item1.Next(s.alphabet.Length)];
        });

    /// <summary>A lower-case UUID of version 5's shape, as MEDITECH and Oracle use them.</summary>
    public string Uuid()
    {
        var hex = Letters("0123456789abcdef", 32);
        return $"{hex[..8]}-{hex[8..12]}-5{hex[13..16]}-9{hex[17..20]}-{hex[20..]}";
    }
}
