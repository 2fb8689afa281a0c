using Dispatch.Abstractions;
using Dispatch.Cli.Engine;
using Dispatch.Client;

namespace Dispatch.Cli.Inputs;

/// <summary>Checks inputs as finalizing would, before anything becomes definitive.</summary>
/// <param name="client">The engine.</param>
/// <param name="template">The other members of the requests.</param>
internal sealed class InputCheck(DispatchClient client, FinalizeInvoiceRequest template)
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
        var answers = new Queue<PreviewAnswer>(await PatientCalls.CallAsync(() => client.CheckManyAsync(requests, cancellationToken), cancellationToken));
        return [.. batch.Zip(read, (file, input) => input.Error is { } error
            ? CheckedInput.Refused(file, input.Content, error)
            : CheckedInput.Of(file, input.Content, answers.Dequeue()))];
    }
}
