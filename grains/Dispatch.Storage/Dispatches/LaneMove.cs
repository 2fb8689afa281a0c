namespace Dispatch.Storage.Dispatches;

/// <summary>A step of a move of what waits in one lane to another.</summary>
/// <param name="From">The lane's name.</param>
/// <param name="To">The name of the lane from now on.</param>
/// <param name="At">When; what becomes due is due from then on.</param>
/// <param name="RunId">Only this run's; none: all.</param>
/// <param name="IsGathered">Whether the other lane gathers dispatches of runs into print batches: they wait there without a due time.</param>
/// <param name="ReleasesUnavailable">Whether what is held because its lane is not configured becomes pending.</param>
/// <param name="AfterId">Of what is held or stands by, rows with a smaller id need not be looked for.</param>
/// <param name="Take">At most this many, 1 to 1000.</param>
public sealed record LaneMove(
    string From, string To, DateTimeOffset At, string? RunId = null, bool IsGathered = false, bool ReleasesUnavailable = false, long AfterId = 0, int Take = 1000)
{
    /// <summary>The most rows of one step.</summary>
    public const int MaxTake = 1000;
}
