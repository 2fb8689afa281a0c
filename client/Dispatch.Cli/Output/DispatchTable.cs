using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Spectre.Console;

namespace Dispatch.Cli.Output;

/// <summary>Shows dispatches to a person.</summary>
internal static class DispatchTable
{
    /// <summary>A table with a row for each.</summary>
    public static Table Of(Terminal terminal, IEnumerable<DispatchView> dispatches)
    {
        var table = terminal.NewTable("Dispatch", "Kind", "To", "State", "Reason", "Due", "Attempts", "Proof");
        foreach (var dispatch in dispatches)
        {
            var last = dispatch.Attempts is [.., var latest] ? latest : null;
            table.AddRow(
                new Text(dispatch.Id),
                new Text(Words<DispatchKind>.Of(dispatch.Kind)),
                new Text(dispatch.Kind == DispatchKind.Post ? $"{Texts.Of(dispatch.Recipient)} on {Texts.OfLetter(dispatch.Destination, dispatch.Postage, dispatch.Enclosures, dispatch.Batch)}" : Texts.Of(dispatch.Recipient)),
                State(dispatch),
                new Text(string.Join("; ", ReasonOf(dispatch))),
                new Text(ExitCodes.IsOpen(dispatch.State) ? Texts.Of(dispatch.DueAt) ?? "" : ""),
                new Text(last is null ? "" : last.Number.ToString(CultureInfo.InvariantCulture)),
                new Text((dispatch.Receipt?.Proof ?? last?.Proof) is { } proof ? $"{proof.Kind} {proof.Value}" : ""));
        }

        return table;
    }

    /// <summary>The colour of a state: green is well, yellow is open, red needs care.</summary>
    public static Style StyleOf(DispatchState state) => state switch
    {
        DispatchState.Delivered or DispatchState.Confirmed => new Style(Color.Green),
        _ when ExitCodes.NeedsCare(state) => new Style(Color.Red),
        _ when ExitCodes.IsOpen(state) => new Style(Color.Yellow),
        _ => new Style(decoration: Decoration.Dim),
    };

    private static Text State(DispatchView dispatch) =>
        new(
            string.Concat(
                Words<DispatchState>.Of(dispatch.State),
                dispatch.Receipt is { } receipt ? receipt.IsHard ? " (hard)" : " (soft)" : "",
                dispatch.PossibleDuplicate ? " (possible duplicate)" : "",
                dispatch.FallbackFor is { } failed ? $" (fallback for {failed})" : ""),
            StyleOf(dispatch.State));

    private static IEnumerable<string> ReasonOf(DispatchView dispatch)
    {
        if (dispatch.Reason is { } reason)
            yield return $"{Words<ReasonCode>.Of(reason)} {dispatch.Receipt?.ProtocolCode}".TrimEnd();
        if (dispatch.Wait is { } wait)
            yield return Texts.Of(wait, dispatch.Destination);
    }
}
