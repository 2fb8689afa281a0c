using Dispatch.Abstractions;

namespace Dispatch.Storage.Dispatches.Rows;

/// <summary>A row that a move has written.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">Where it stands now.</param>
/// <param name="Queue">Its work queue's number.</param>
internal readonly record struct MovedRow(long Id, DispatchState State, int Queue)
{
    /// <summary>Sums up the rows of a step.</summary>
    public static LaneMoveStep Sum(IReadOnlyList<MovedRow> rows, long afterId) => new(
        rows.Count(row => row.State == DispatchState.Pending),
        rows.Count(row => row.State == DispatchState.Held),
        rows.Count(row => row.State == DispatchState.Standby),
        [.. rows.Where(row => row.State == DispatchState.Pending).Select(row => row.Queue).Distinct()],
        rows.Where(row => row.State != DispatchState.Pending).Select(row => row.Id).Append(afterId).Max());
}
