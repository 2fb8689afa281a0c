using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Inputs;

namespace Dispatch.Cli.Runs;

/// <summary>What somebody decides about a run whose inputs are checked.</summary>
/// <param name="session">The run.</param>
/// <param name="confirmation">Whom to ask.</param>
/// <param name="onRefused">What to do with the rest where inputs are refused; none: ask.</param>
internal sealed class RunDecision(RunSession session, Confirmation confirmation, OnRefused? onRefused)
{
    /// <summary>The reason under which a run ends whose refused inputs stop it.</summary>
    public const string InputsRefused = "inputs refused";

    private static string By => Requester.Name;

    /// <summary>Asks what is to be asked, and confirms the run or stops it.</summary>
    /// <param name="printer">The printer, where it was said.</param>
    /// <param name="preview">Writes previews for whoever does not confirm, and names them.</param>
    /// <exception cref="CommandException">Nobody confirmed it.</exception>
    public async Task DecideAsync(string? printer, Func<Task<IReadOnlyList<string>>> preview)
    {
        var (view, stopping) = (session.Feed.Seen, session.Context.Stopping);
        if (view.State != RunState.AwaitingConfirmation)
            return;
        if (!await MayContinueAsync(view, stopping))
        {
            await StopAsync(view, stopping);
            return;
        }

        var chosen = await confirmation.ChoosePrinterAsync(session.Client, printer, view.HasLetters, stopping);
        if (!await confirmation.ConfirmAsync(stopping))
            throw confirmation.NotConfirmed(await preview(), $"The run waits: dispatchctl run confirm {view.Id}.");

        session.Feed.View = (await PatientCalls.CallAsync(() => session.Client.Run(view.Id).ConfirmAsync(chosen, By), stopping)).ViewOrThrow();
    }

    private async Task<bool> MayContinueAsync(RunView view, CancellationToken stopping)
    {
        if (view.Inputs.Refused == 0)
            return true;
        return view.Inputs.Valid > 0 && (onRefused is { } said ? said == OnRefused.Continue : await confirmation.ContinueAsync(view.Inputs.Valid, stopping));
    }

    private async Task StopAsync(RunView view, CancellationToken stopping)
    {
        session.Feed.View = (await PatientCalls.CallAsync(() => session.Client.Run(view.Id).CancelAsync(InputsRefused, By), stopping)).ViewOrThrow();
        if (!session.Context.Terminal.IsJson)
            session.Context.Terminal.Note($"{(view.DefinitiveCount() == 0 ? "Nothing" : "Nothing more")} is finalized. Mend the input and start again, or give --on-refused continue.");
    }
}
