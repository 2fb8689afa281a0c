using Dispatch.Abstractions;
using Dispatch.Storage.Runs;

namespace Dispatch.Grains.Runs;

/// <summary>Compares inputs with one invoice number: the same content counts once, other content refuses all of them.</summary>
internal static class RunTwins
{
    /// <summary>What becomes of the valid ones.</summary>
    /// <param name="twins">Inputs whose number others have too, ordered by biller, number and position.</param>
    public static IReadOnlyList<RunItem> Resolve(IReadOnlyList<RunItem> twins) =>
        [.. twins.GroupBy(item => (item.Biller, item.Number)).SelectMany(group => ResolveGroup([.. group]))];

    private static IEnumerable<RunItem> ResolveGroup(List<RunItem> group)
    {
        var kept = group.Find(item => item.State != RunItemState.Valid) ?? group[0];
        foreach (var item in group.Where(item => item.State == RunItemState.Valid))
        {
            if (group.Find(other => other.InputHash != item.InputHash) is { } contested)
                yield return item with { State = RunItemState.Refused, Errors = RunDetails.Write([Contested(item, contested)]) };
            else if (item.Position != kept.Position)
                yield return item with { State = RunItemState.Same };
        }
    }

    private static Problem Contested(RunItem item, RunItem other) => new(
        "number_twice", "BT-1", item.Number!, $"'{other.Name}' has the same invoice number and other content.", "Remove the wrong one, or give it a number of its own.");
}
