using Spectre.Console;

namespace Dispatch.Cli.Output;

/// <summary>Prints tables and lists of facts; whatever a cell holds is text, never markup.</summary>
internal static class TerminalTables
{
    /// <summary>Adds a row of texts.</summary>
    public static void AddTextRow(this Table table, params ReadOnlySpan<string?> cells)
    {
        var row = new List<Text>();
        foreach (var cell in cells)
            row.Add(new Text(cell ?? ""));
        table.AddRow(row);
    }

    /// <summary>Prints a table, or says why there is none. Prints nothing where results are JSON.</summary>
    public static void WriteTable(this Terminal terminal, Table table, string ifEmpty)
    {
        if (terminal.IsJson)
            return;
        if (table.Rows.Count == 0)
            terminal.Note(ifEmpty);
        else
            terminal.Out.Write(table);
    }

    /// <summary>Prints the facts that are there, one a line.</summary>
    public static void WriteFacts(this Terminal terminal, params ReadOnlySpan<(string Name, string? Value)> facts)
    {
        var grid = new Grid().AddColumn().AddColumn();
        foreach (var (name, value) in facts)
        {
            if (!string.IsNullOrEmpty(value))
                grid.AddRow(new Text(name, new Style(decoration: Decoration.Dim)), new Text(value));
        }

        terminal.Out.Write(grid);
    }
}
