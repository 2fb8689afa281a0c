using System.Runtime.CompilerServices;
using Dispatch.Abstractions;

namespace Dispatch.Client.Runs;

/// <summary>Sends a run's inputs to the engine: several calls under way at a time, each of bounded size.</summary>
/// <param name="client">The engine.</param>
/// <param name="run">The run's id.</param>
internal sealed class RunStager(DispatchClient client, string run)
{
    /// <summary>The most bytes of files in a call.</summary>
    internal const long MaxCallBytes = 4 * 1024 * 1024;

    /// <summary>The largest PDF that travels inside a call.</summary>
    internal const int MaxInlineDocumentBytes = 256 * 1024;

    private const int InFlightCount = 4;

    // A call is on disk before it is answered: it may take a while on a busy disk.
    private static readonly RepeatedCall _staging = new(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30));
    private static readonly RepeatedCall _uploading = new(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2));

    /// <summary>Sends them.</summary>
    /// <returns>False: the run is not open for inputs.</returns>
    /// <exception cref="TimeoutException">The engine did not answer.</exception>
    public async Task<bool> StageAsync(IAsyncEnumerable<RunInput> inputs, IProgress<int>? staged, CancellationToken cancellationToken)
    {
        var inFlight = new Queue<Task<bool>>();
        try
        {
            await foreach (var batch in BatchesAsync(inputs, cancellationToken))
            {
                if (inFlight.Count == InFlightCount && !await inFlight.Dequeue())
                    return false;
                inFlight.Enqueue(SendAsync(batch, staged, cancellationToken));
            }

            while (inFlight.Count > 0)
            {
                if (!await inFlight.Dequeue())
                    return false;
            }

            return true;
        }
        finally
        {
            await ((Task)Task.WhenAll(inFlight)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<RunInput>> BatchesAsync(IAsyncEnumerable<RunInput> inputs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (batch, bytes) = (new List<RunInput>(), 0L);
        await foreach (var given in inputs.WithCancellation(cancellationToken))
        {
            var input = await UploadLargeAsync(given, cancellationToken);
            var size = (long)input.Source.Length + input.Document.Length;
            if (batch.Count == IRunStagingGrain.MaxInputCount || (batch.Count > 0 && bytes + size > MaxCallBytes))
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }

            batch.Add(input);
            bytes += size;
        }

        if (batch.Count > 0)
            yield return batch;
    }

    private async Task<RunInput> UploadLargeAsync(RunInput input, CancellationToken cancellationToken)
    {
        if (input.Source.Length > FinalizeInvoiceRequest.MaxInlineBytes)
            input = input with { Source = default, SourceUpload = await UploadAsync(input.Source, cancellationToken) };
        return input.Document.Length > MaxInlineDocumentBytes
            ? input with { Document = default, DocumentUpload = await UploadAsync(input.Document, cancellationToken) }
            : input;
    }

    private Task<ContentHash> UploadAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        _uploading.MakeAsync(() => client.UploadAsync(content, cancellationToken), Unanswered<ContentHash>, cancellationToken);

    private async Task<bool> SendAsync(IReadOnlyList<RunInput> batch, IProgress<int>? staged, CancellationToken cancellationToken)
    {
        var isOpen = await _staging.MakeAsync(() => client.Grains.GetGrain<IRunStagingGrain>(0).StageAsync(run, batch), Unanswered<bool>, cancellationToken);
        if (isOpen)
            staged?.Report(batch.Count);
        return isOpen;
    }

    private static T Unanswered<T>() => throw new TimeoutException("The engine did not answer; stage the same inputs again.");
}
