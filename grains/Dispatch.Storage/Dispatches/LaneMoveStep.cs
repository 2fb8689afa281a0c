namespace Dispatch.Storage.Dispatches;

/// <summary>What one step of a move has moved.</summary>
/// <param name="PendingCount">Rows that are pending now.</param>
/// <param name="HeldCount">Rows that are held as before.</param>
/// <param name="StandbyCount">Rows that stand by as before.</param>
/// <param name="Queues">The numbers of the work queues of the pending ones, each once.</param>
/// <param name="LastId">The greatest id of what is held or stands by, from which the next step goes on.</param>
public sealed record LaneMoveStep(int PendingCount, int HeldCount, int StandbyCount, IReadOnlyList<int> Queues, long LastId)
{
    /// <summary>How many rows were moved.</summary>
    public int Count => PendingCount + HeldCount + StandbyCount;
}
