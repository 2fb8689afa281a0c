namespace Dispatch.Cli.Demo;

/// <summary>SplitMix64: the same seed gives the same sample on every runtime, which <see cref="Random"/> does not promise.</summary>
internal sealed class SampleRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next number from <paramref name="minimum"/> (inclusive) to <paramref name="limit"/> (exclusive).</summary>
    public int Next(int minimum, int limit)
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return minimum + (int)((mixed ^ (mixed >> 31)) % (ulong)(limit - minimum));
    }
}
