namespace Dispatch.Cli.Runs.Drawing;

/// <summary>Divides a bar among counts.</summary>
internal static class BarSplit
{
    /// <summary>How many cells each count gets: in proportion, but at least one where there is anything at all and room for it.</summary>
    /// <param name="counts">The counts.</param>
    /// <param name="total">What the whole bar stands for.</param>
    /// <param name="width">Its cells.</param>
    public static IReadOnlyList<int> Of(IReadOnlyList<long> counts, long total, int width)
    {
        if (total <= 0)
            return [.. counts.Select(_ => 0)];

        var cells = counts.Select(count => count <= 0 ? 0 : Math.Max(1, (int)(count * width / total))).ToArray();
        var isFull = counts.Sum() >= total;
        var spare = width - cells.Sum();

        // What rounding left goes to, or comes from, the largest: there it is seen least. A bar that is not full keeps its gap.
        var largest = Array.IndexOf(cells, cells.Max());
        if (spare < 0 || (isFull && spare > 0))
            cells[largest] = Math.Max(cells[largest] + spare, 0);
        return cells;
    }
}
