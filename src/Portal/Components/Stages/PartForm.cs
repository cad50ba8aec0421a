using Onboarding;

namespace Portal.Components.Stages;

/// <summary>A form over one part of a site: what was stored when it was opened, what the person made of it, and the version they saw.</summary>
public sealed class PartForm<T>
    where T : class
{
    private T? _newest;
    private int _newestVersion;

    public PartForm(T stored, int version)
    {
        (Opened, Now, Seen) = (stored, stored, version);
        (_newest, _newestVersion) = (stored, version);
    }

    public T Opened { get; private set; }

    public T Now { get; set; }

    /// <summary>The version that travels with the save.</summary>
    public int Seen { get; private set; }

    public bool Dirty => !Same(Opened, Now);

    /// <summary>Somebody else changed this part while it was being edited here.</summary>
    public bool Conflicts => _newest is not null && Dirty && !Same(_newest, Opened) && !Same(_newest, Now);

    /// <summary>Takes note of what is stored now; follows it where nothing typed here would be lost.</summary>
    public void Follow(T stored, int version)
    {
        (_newest, _newestVersion) = (stored, version);
        if (Same(stored, Opened))
            Seen = version;
        else if (!Dirty || Same(stored, Now))
            TakeNewest();
    }

    /// <summary>Drops what was typed here for what is stored.</summary>
    public void TakeNewest() => (Opened, Now, Seen) = (_newest!, _newest!, _newestVersion);

    /// <summary>Keeps what was typed here, knowing what is stored.</summary>
    public void KeepMine() => (Opened, Seen) = (_newest!, _newestVersion);

    private static bool Same(T one, T other) => ReferenceEquals(one, other) || Json.Write(one) == Json.Write(other);
}
