using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Output;
using Dispatch.Client;
using Spectre.Console;

namespace Dispatch.Cli.Inputs;

/// <summary>What a person is asked before something becomes definitive.</summary>
/// <param name="terminal">Where to ask.</param>
/// <param name="isConfirmed">Whether <c>--yes</c> was given.</param>
internal sealed class Confirmation(Terminal terminal, bool isConfirmed)
{
    /// <summary>The question.</summary>
    public const string Question = "Print definitively? This cannot be undone.";

    /// <summary>Asks for the printer if there are letters, several printers and nobody has said which.</summary>
    /// <returns>The printer; none leaves it to the engine.</returns>
    public async Task<string?> ChoosePrinterAsync(DispatchClient client, string? said, bool hasLetters, CancellationToken cancellationToken)
    {
        if (said is not null || !hasLetters || isConfirmed || !terminal.CanPrompt)
            return said;

        var printers = (await client.Catalog.ListPrintersAsync()).Where(printer => !printer.IsServer).ToList();
        if (printers.Count < 2)
            return null;

        var prompt = new SelectionPrompt<PrinterView>()
            .Title("Which printer, for letters whose definition names none?")
            .UseConverter(printer => Markup.Escape(Describe(printer)))
            .AddChoices(printers.OrderByDescending(printer => printer.IsDefault).ThenBy(printer => printer.Name, StringComparer.Ordinal));
        return (await prompt.ShowAsync(terminal.Error, cancellationToken)).Name;
    }

    /// <summary>Asks whether to go on, or takes <c>--yes</c> for it.</summary>
    public Task<bool> ConfirmAsync(CancellationToken cancellationToken) => ConfirmAsync(Question, cancellationToken);

    /// <summary>Asks whether to finalize the rest where inputs were refused.</summary>
    public async Task<bool> ContinueAsync(int restCount, CancellationToken cancellationToken) =>
        terminal.CanPrompt && !isConfirmed && restCount > 0 && await AskAsync($"Finalize the other {Texts.Count(restCount, "invoice")}?", cancellationToken);

    /// <summary>The end of a command that nobody confirmed.</summary>
    /// <param name="previews">The previews written instead.</param>
    /// <param name="later">How it can be confirmed later; none if everything is to be done again.</param>
    public CommandException NotConfirmed(IReadOnlyList<string> previews, string later = "") => new(ExitCode.NotConfirmed, new CliError("not_confirmed", "Nothing was recorded and nothing was sent.")
    {
        Previews = previews,
        Mend = (terminal.CanPrompt ? "" : "There is no terminal to ask on: give --yes to print definitively. ")
            + (later.Length == 0 || previews.Count == 0 ? later : later + " ")
            + (previews.Count == 0 ? "" : $"Preview: {string.Join(", ", previews)}"),
    });

    /// <summary>Asks a question of the command's own, or takes <c>--yes</c> for it.</summary>
    public async Task<bool> ConfirmAsync(string question, CancellationToken cancellationToken) =>
        isConfirmed || (terminal.CanPrompt && await AskAsync(question, cancellationToken));

    /// <summary>For example <c>hall (default): stopped, media_missing</c>.</summary>
    private static string Describe(PrinterView printer) =>
        $"{printer.Name}{(printer.IsDefault ? " (default)" : "")}: {Words<PrinterState>.Of(printer.State)}{(printer.Reason is { } reason ? $", {reason.ToWord()}" : "")}";

    private Task<bool> AskAsync(string question, CancellationToken cancellationToken) =>
        new ConfirmationPrompt(Markup.Escape(question)) { DefaultValue = false }.ShowAsync(terminal.Error, cancellationToken);
}
