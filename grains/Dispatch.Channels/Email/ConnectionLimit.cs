namespace Dispatch.Channels.Email;

/// <summary>
/// How many connections a relay gets, found by trying: one more for each round of answers in time, half as many when it pushes back or grows slow
/// (additive increase, multiplicative decrease). Pure.
/// </summary>
/// <param name="Max">The most, at least 1.</param>
internal sealed record ConnectionLimit(int Max)
{
    private const int StartCount = 2;

    /// <summary>The number as a fraction, so that each answer adds its part of a round.</summary>
    public double Share { get; init; } = Math.Min(StartCount, Max);

    /// <summary>Counts the reductions: what began under an earlier number says nothing about this one.</summary>
    public int Epoch { get; init; }

    /// <summary>How many connections may be used at once.</summary>
    public int Count => (int)Share;

    /// <summary>The relay answered in time.</summary>
    /// <param name="isFull">Whether all connections were in use; others show nothing about one more.</param>
    public ConnectionLimit AfterAnswer(bool isFull) => isFull && Share < Max ? this with { Share = Math.Min(Max, Share + (1 / Share)) } : this;

    /// <summary>The relay pushed back, answered slowly or did not answer.</summary>
    /// <param name="epoch">The epoch in which the exchange began: one overload counts once, however many connections notice it.</param>
    public ConnectionLimit AfterPushback(int epoch) => epoch == Epoch ? this with { Share = Math.Max(1, Share / 2), Epoch = Epoch + 1 } : this;
}
