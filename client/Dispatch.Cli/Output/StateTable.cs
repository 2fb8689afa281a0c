using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Spectre.Console;

namespace Dispatch.Cli.Output;

/// <summary>Counts by kind and state.</summary>
internal static class StateTable
{
    /// <summary>For a person: a row for each kind, a column for each state that occurs.</summary>
    public static Table Of(Terminal terminal, IReadOnlyList<StateCount> counts)
    {
        var states = counts.Select(count => count.State).Distinct().Order().ToList();
        var table = terminal.NewTable(["Kind", .. states.Select(Words<DispatchState>.Of), "total"]);
        foreach (var kind in counts.GroupBy(count => count.Kind).OrderBy(group => group.Key))
        {
            var cells = new List<Text> { new(Words<DispatchKind>.Of(kind.Key)) };
            foreach (var state in states)
                cells.Add(Cell(kind.Where(count => count.State == state).Sum(count => count.Count), DispatchTable.StyleOf(state)));
            cells.Add(Cell(kind.Sum(count => count.Count), Style.Plain));
            table.AddRow(cells);
        }

        return table;
    }

    /// <summary>For a program: <c>{"email":{"delivered":n}}</c>.</summary>
    public static SortedDictionary<string, SortedDictionary<string, long>> ByKind(IReadOnlyList<StateCount> counts)
    {
        var byKind = new SortedDictionary<string, SortedDictionary<string, long>>(StringComparer.Ordinal);
        foreach (var count in counts)
        {
            var kind = Words<DispatchKind>.Of(count.Kind);
            if (!byKind.TryGetValue(kind, out var byState))
                byKind.Add(kind, byState = new SortedDictionary<string, long>(StringComparer.Ordinal));
            var state = Words<DispatchState>.Of(count.State);
            byState[state] = byState.GetValueOrDefault(state) + count.Count;
        }

        return byKind;
    }

    private static Text Cell(long count, Style style) => new(count == 0 ? "" : count.ToString(CultureInfo.InvariantCulture), count == 0 ? Style.Plain : style);
}
