using Dispatch.Abstractions;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Errors;
using Dispatch.Client;

namespace Dispatch.Cli.Runs;

/// <summary>Hands the files of a run over to the engine.</summary>
/// <param name="client">The engine.</param>
/// <param name="files">The files.</param>
/// <param name="feed">Gets told how far it is.</param>
internal sealed class RunOpening(DispatchClient client, RunFiles files, RunFeed feed)
{
    private ContentHash _inputs;

    /// <summary>Reads the files for their hash, and opens the run.</summary>
    /// <param name="id">The run's id; none: it is derived.</param>
    /// <param name="template">What else is known of the run.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CommandException">Another run has this id.</exception>
    public async Task<RunView> OpenAsync(string? id, FinalizeInvoiceRequest template, CancellationToken cancellationToken)
    {
        _inputs = await files.HashAsync(feed.Read, cancellationToken);
        var order = new RunOrder
        {
            InputHash = _inputs,
            InputCount = files.Files.Count,
            EmbeddedPdf = template.EmbeddedPdf,
            Subscription = template.Subscription,
            Biller = template.Biller,
            Printer = template.Printer,
            RequestedBy = template.RequestedBy,
            TraceParent = template.TraceParent,
        };
        var run = client.Run(id ?? RunId.Of(_inputs));
        return (await PatientCalls.CallAsync(() => run.OpenAsync(order), cancellationToken)).ViewOrThrow();
    }

    /// <summary>Sends the files, if the engine waits for them, and closes the membership.</summary>
    /// <exception cref="CommandException">A file has changed, or the engine misses some.</exception>
    public async Task StageAsync(CancellationToken cancellationToken)
    {
        if (feed.Seen.State != RunState.Staging)
            return;

        // Where it takes none any more, somebody else has staged the same ones: closing says whether all are there.
        _ = await client.StageRunAsync(feed.Seen.Id, files.ReadAsync(_inputs, cancellationToken), feed, cancellationToken);
        feed.View = (await PatientCalls.CallAsync(client.Run(feed.Seen.Id).CloseAsync, cancellationToken)).ViewOrThrow();
    }
}
