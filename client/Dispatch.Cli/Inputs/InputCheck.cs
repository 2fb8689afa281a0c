using Dispatch.Abstractions;
using Dispatch.Cli.Engine;
using Dispatch.Client;

namespace Dispatch.Cli.Inputs;

/// <summary>Checks inputs as finalizing would, before anything becomes definitive.</summary>
/// <param name="client">The engine.</param>
/// <param name="template">The other members of the requests.</param>
/// <param name="clock">The clock.</param>
internal sealed class InputCheck(DispatchClient client, FinalizeInvoiceRequest template, TimeProvider clock)
{
    private readonly InvoiceFileReader _reader = new(client, template);

    /// <summary>Checks them batch by batch, in order.</summary>
    public async IAsyncEnumerable<CheckedInput> CheckAsync(
        IReadOnlyList<InvoiceFile> files, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var batch in InvoiceFileReader.Batches(files, file => file))
        {
            foreach (var input in await CheckBatchAsync(batch, cancellationToken))
                yield return input;
        }
    }

    private async Task<IReadOnlyList<CheckedInput>> CheckBatchAsync(IReadOnlyList<InvoiceFile> batch, CancellationToken cancellationToken)
    {
        var read = new List<ReadInput>();
        foreach (var file in batch)
            read.Add(await _reader.ReadAsync(file, cancellationToken));

        var requests = read.Where(input => input.Request is not null).Select(input => input.Request!).ToList();
        var answers = new Queue<PreviewAnswer>(await CheckRequestsAsync(requests, cancellationToken));
        return [.. batch.Zip(read, (file, input) => input.Error is { } error
            ? CheckedInput.Refused(file, input.Content, error)
            : CheckedInput.Of(file, input.Content, answers.Dequeue()))];
    }

    private async Task<PreviewAnswer[]> CheckRequestsAsync(List<FinalizeInvoiceRequest> requests, CancellationToken cancellationToken)
    {
        var answers = new PreviewAnswer[requests.Count];
        var open = Enumerable.Range(0, requests.Count).ToList();
        var patience = new EnginePatience(clock);
        while (open.Count > 0)
        {
            var asked = open.ConvertAll(i => requests[i]);
            var received = await PatientCalls.CallAsync(() => client.CheckManyAsync(asked, cancellationToken), cancellationToken);
            foreach (var (i, answer) in open.Zip(received))
                answers[i] = answer;

            if (open.RemoveAll(i => answers[i].Unavailable is null) > 0)
                patience.Renew();
            if (open is [var first, ..] && answers[first].Unavailable is var (retryAfter, message))
                await patience.PauseAsync(retryAfter, message, traceId: null, cancellationToken);
        }

        return answers;
    }
}
