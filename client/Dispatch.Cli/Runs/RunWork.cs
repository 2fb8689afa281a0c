using Dispatch.Abstractions;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Inputs;
using Dispatch.Cli.Settling;
using Dispatch.Client;

namespace Dispatch.Cli.Runs;

/// <summary>The steps of a run: check everything, finalize, wait until it is settled.</summary>
/// <param name="client">The engine.</param>
/// <param name="clock">The clock.</param>
/// <param name="tracker">Gets told how far it is.</param>
internal sealed class RunWork(DispatchClient client, TimeProvider clock, RunTracker tracker)
{
    /// <summary>Checks all inputs.</summary>
    public async Task<IReadOnlyList<CheckedInput>> CheckAsync(IReadOnlyList<InvoiceFile> files, FinalizeInvoiceRequest template, CancellationToken cancellationToken)
    {
        var inputs = new List<CheckedInput>(files.Count);
        await foreach (var input in new InputCheck(client, template, clock).CheckAsync(files, cancellationToken))
        {
            inputs.Add(input);
            tracker.Checked();
        }

        return inputs;
    }

    /// <summary>Finalizes the accepted inputs.</summary>
    /// <returns>Why some were refused after all.</returns>
    public async Task<IReadOnlyList<CliError>> FinalizeAsync(IReadOnlyList<CheckedInput> inputs, FinalizeInvoiceRequest template, CancellationToken cancellationToken)
    {
        var errors = new List<CliError>();
        await foreach (var result in new Finalizer(client, template, clock).FinalizeAsync(inputs, cancellationToken))
        {
            errors.AddRange(result.Errors);
            if (result.Invoice is null)
                tracker.Refused();
            else if (result.IsRepeated)
                tracker.Repeated();
            else
                tracker.Finalized();
        }

        return errors;
    }

    /// <summary>Waits until the run's dispatches are settled, or do not move for so long.</summary>
    public async Task SettleAsync(string run, TimeSpan wait, CancellationToken cancellationToken)
    {
        await new SettlementWait(clock, wait).WaitAsync(
            async () =>
            {
                tracker.Counts = await client.Catalog.CountAsync(run);
                return await client.Catalog.FindOpenWorkAsync(run, tracker.Counts, clock.GetUtcNow() + wait);
            },
            cancellationToken);
        tracker.Counts = await client.Catalog.CountAsync(run);
    }

    /// <summary>Reads the counts for the display; where that fails the old ones stay.</summary>
    public async Task RefreshAsync()
    {
        if (tracker.Run is not { } run)
            return;

        try
        {
            tracker.Counts = await client.Catalog.CountAsync(run);
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            // The work itself notices when the engine is gone for good.
        }
    }
}
