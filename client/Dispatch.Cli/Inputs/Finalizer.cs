using Dispatch.Abstractions;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Errors;
using Dispatch.Client;

namespace Dispatch.Cli.Inputs;

/// <summary>Finalizes checked inputs: reads each file again, two batches on their way at a time.</summary>
/// <param name="client">The engine.</param>
/// <param name="template">The other members of the requests.</param>
/// <param name="clock">The clock.</param>
internal sealed class Finalizer(DispatchClient client, FinalizeInvoiceRequest template, TimeProvider clock)
{
    private const int InFlightCount = 2;
    private readonly InvoiceFileReader _reader = new(client, template);

    /// <summary>Finalizes them, and says in order what became of each.</summary>
    public async IAsyncEnumerable<FinalizedInput> FinalizeAsync(
        IReadOnlyList<CheckedInput> inputs, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var inFlight = new Queue<Task<IReadOnlyList<FinalizedInput>>>();
        foreach (var batch in InvoiceFileReader.Batches(inputs, input => input.File))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (inFlight.Count == InFlightCount)
            {
                foreach (var done in await inFlight.Dequeue())
                    yield return done;
            }

            inFlight.Enqueue(FinalizeBatchAsync(batch, cancellationToken));
        }

        while (inFlight.Count > 0)
        {
            foreach (var done in await inFlight.Dequeue())
                yield return done;
        }
    }

    private async Task<IReadOnlyList<FinalizedInput>> FinalizeBatchAsync(IReadOnlyList<CheckedInput> batch, CancellationToken cancellationToken)
    {
        var results = new FinalizedInput?[batch.Count];
        var open = new List<(int Index, FinalizeInvoiceRequest Request)>();
        foreach (var (index, input) in batch.Index())
        {
            var read = await _reader.ReadAsync(input.File, cancellationToken);
            if (read.Error is { } error)
                results[index] = FinalizedInput.Refused(input.File, error);
            else if (read.Content != input.Content)
                results[index] = FinalizedInput.Refused(input.File, new CliError("file_changed", "The file has changed since it was checked.") { File = input.File.Name, Mend = "Start again." });
            else
                open.Add((index, read.Request!));
        }

        var patience = new EnginePatience(clock);
        while (open.Count > 0)
        {
            var requests = open.Select(entry => entry.Request).ToList();
            var answers = await PatientCalls.CallAsync(() => client.FinalizeManyAsync(requests, cancellationToken), cancellationToken);
            var again = new List<(int, FinalizeInvoiceRequest)>();
            FinalizeAnswer.Unavailable? unavailable = null;
            foreach (var (entry, answer) in open.Zip(answers))
            {
                unavailable = answer as FinalizeAnswer.Unavailable ?? unavailable;
                if (answer is FinalizeAnswer.Unavailable)
                    again.Add(entry);
                else
                    results[entry.Index] = FinalizedInput.Of(batch[entry.Index].File, answer);
            }

            if (again.Count < open.Count)
                patience.Renew();
            open = again;
            if (unavailable is not null)
                await patience.PauseAsync(unavailable.RetryAfter, unavailable.Message, unavailable.TraceId, cancellationToken);
        }

        return results!;
    }
}
