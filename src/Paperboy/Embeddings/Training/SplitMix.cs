namespace Paperboy.Embeddings.Training;

/// <summary>
/// A small generator of random numbers whose sequence depends on nothing but its seed (Steele, Lea and Flood, "Fast
/// splittable pseudorandom number generators", OOPSLA 2014). One is made for each thing that is drawn, so that the
/// draws do not depend on which thread draws first.
/// </summary>
internal struct SplitMix(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The generator of one thing among many: an epoch, and a paper in it.</summary>
    public static SplitMix Of(ulong seed, int first, int second)
    {
        var mixed = new SplitMix(seed ^ ((ulong)(uint)first << 32) ^ (uint)second);
        return new SplitMix(mixed.Next());
    }

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var value = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }

    /// <summary>A number from 0 to below <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)(uint)bound) >> 32);

    /// <summary>A number from 0 to below 1.</summary>
    public float NextUnit() => (Next() >> 40) * (1f / (1 << 24));

    /// <summary>A draw of the normal distribution with mean 0 and deviation 1, as the sum of twelve uniform ones.</summary>
    public float NextNormal()
    {
        var sum = -6f;
        for (var i = 0; i < 12; i++)
            sum += NextUnit();
        return sum;
    }
}
