using System.Diagnostics;
using System.Runtime.CompilerServices;
using Dispatch.Abstractions;
using Dispatch.Client.Runs;

namespace Dispatch.Client;

/// <summary>
/// The engine as a .NET app sees it: thin, typed calls on the grains, which also upload what is too large for a call and send again what was not started.
/// Safe for concurrent use.
/// </summary>
/// <param name="grains">A connected cluster client, or the grain factory of a silo in the same process.</param>
public sealed class DispatchClient(IGrainFactory grains)
{
    private static readonly TimeSpan WatchPatience = TimeSpan.FromSeconds(2);

    // The engine begins nothing after two seconds of a call, so a call that takes this long has probably lost its silo.
    private static readonly RepeatedCall _finalization = new(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8));
    private static readonly TimeSpan _engineRetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>The grain factory underneath, for calls that this class has no short form of.</summary>
    public IGrainFactory Grains { get; } = grains;

    /// <summary>Lists and finds.</summary>
    public ICatalogGrain Catalog => Grains.GetGrain<ICatalogGrain>(0);

    /// <summary>Pauses channels and shows how they stand.</summary>
    public IChannelGrain Channels => Grains.GetGrain<IChannelGrain>(0);

    /// <summary>The mailbox that undeliverable e-mails come back to.</summary>
    public IReceiptsGrain Bounces => Grains.GetGrain<IReceiptsGrain>("bounces");

    /// <summary>A print batch by its id.</summary>
    public IPrintBatchGrain PrintBatch(string id) => Grains.GetGrain<IPrintBatchGrain>(id);

    /// <summary>Takes in letters that the post brought back.</summary>
    public IReturnedMailGrain ReturnedMail => Grains.GetGrain<IReturnedMailGrain>(0);

    /// <summary>A run by its id.</summary>
    public IBillingRunGrain Run(string id) => Grains.GetGrain<IBillingRunGrain>(id);

    /// <summary>A biller by its id.</summary>
    public IBillerGrain Biller(string id) => Grains.GetGrain<IBillerGrain>(id);

    /// <summary>A subscription.</summary>
    public ISubscriptionGrain Subscription(SubscriptionId id) => Grains.GetGrain<ISubscriptionGrain>(id.ToString());

    /// <summary>A dispatch, to cancel, hold or retry it.</summary>
    /// <exception cref="NotSupportedException">A kind whose channel is not built yet.</exception>
    public IDispatchGrain Dispatch(DispatchView dispatch) => dispatch.Kind switch
    {
        DispatchKind.Email => Grains.GetGrain<IEmailDispatchGrain>(dispatch.Key.ToString()),
        DispatchKind.Post => Grains.GetGrain<IPrintDispatchGrain>(dispatch.Key.ToString()),
        _ => throw new NotSupportedException($"The channel {dispatch.Kind} is not available."),
    };

    /// <summary>
    /// Fills in the source of a request: UBL bytes up to <see cref="FinalizeInvoiceRequest.MaxInlineBytes"/> travel inside it, larger ones and the PDF are uploaded first.
    /// </summary>
    /// <param name="request">The other members of the request.</param>
    /// <param name="ubl">The UBL file as received.</param>
    /// <param name="pdf">The invoice as PDF, where the billing system has rendered it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<FinalizeInvoiceRequest> PrepareAsync(
        FinalizeInvoiceRequest request,
        ReadOnlyMemory<byte> ubl,
        ReadOnlyMemory<byte>? pdf = null,
        CancellationToken cancellationToken = default)
    {
        var prepared = ubl.Length <= FinalizeInvoiceRequest.MaxInlineBytes
            ? request with { Source = ubl, SourceUpload = null }
            : request with { Source = default, SourceUpload = await UploadAsync(ubl, cancellationToken) };
        return pdf is null ? prepared : prepared with { DocumentUpload = await UploadAsync(pdf.Value, cancellationToken) };
    }

    /// <summary>Uploads a file in chunks. Repeating it sends only what is missing.</summary>
    /// <exception cref="ArgumentException">Larger than <see cref="IUploadGrain.MaxUploadBytes"/>.</exception>
    public async Task<ContentHash> UploadAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        if (content.Length > IUploadGrain.MaxUploadBytes)
            throw new ArgumentException($"The file has {content.Length} bytes; at most {IUploadGrain.MaxUploadBytes} can be uploaded.", nameof(content));

        var hash = ContentHash.Of(content.Span);
        var upload = Grains.GetGrain<IUploadGrain>(hash.Value);
        for (long offset = 0; offset < content.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var length = (int)Math.Min(IUploadGrain.MaxChunkBytes, content.Length - offset);
            offset = await upload.AppendAsync(offset, content.Slice((int)offset, length));
        }

        return await upload.CompleteAsync()
            ? hash
            : throw new InvalidOperationException($"The upload {hash} arrived damaged; send it again.");
    }

    /// <summary>Finalizes one invoice. The same request may always be sent again.</summary>
    public async Task<FinalizeAnswer> FinalizeAsync(FinalizeInvoiceRequest request, CancellationToken cancellationToken = default) =>
        (await FinalizeManyAsync([request], cancellationToken))[0];

    /// <summary>Finalizes any number of invoices, in calls of up to <see cref="IFinalizationGrain.MaxRequestCount"/>; what was not started is sent again.</summary>
    /// <returns>One answer per request, in their order; never <see cref="FinalizeAnswer.NotStarted"/>.</returns>
    public async Task<IReadOnlyList<FinalizeAnswer>> FinalizeManyAsync(IReadOnlyList<FinalizeInvoiceRequest> requests, CancellationToken cancellationToken = default)
    {
        var traceParent = Activity.Current?.Id;
        var answers = new FinalizeAnswer[requests.Count];
        var open = Enumerable.Range(0, requests.Count).ToList();
        while (open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var batch = open.Take(IFinalizationGrain.MaxRequestCount).ToList();
            var sent = batch.Select(i => requests[i].TraceParent is null ? requests[i] with { TraceParent = traceParent } : requests[i]).ToList();
            var received = await _finalization.MakeAsync<IReadOnlyList<FinalizeAnswer>>(
                () => Grains.GetGrain<IFinalizationGrain>(0).FinalizeManyAsync(sent),
                () => [.. sent.Select(_ => new FinalizeAnswer.Unavailable(_engineRetryAfter, "The engine did not answer; send the same request again."))],
                cancellationToken);
            for (var i = 0; i < batch.Count; i++)
                answers[batch[i]] = received[i];
            open.RemoveAll(i => answers[i] is not null and not FinalizeAnswer.NotStarted);
        }

        return answers;
    }

    /// <summary>Checks any number of requests as finalizing would, without rendering or recording anything.</summary>
    public async Task<IReadOnlyList<PreviewAnswer>> CheckManyAsync(IReadOnlyList<FinalizeInvoiceRequest> requests, CancellationToken cancellationToken = default)
    {
        var answers = new List<PreviewAnswer>(requests.Count);
        foreach (var batch in requests.Chunk(IFinalizationGrain.MaxRequestCount))
        {
            cancellationToken.ThrowIfCancellationRequested();
            answers.AddRange(await _finalization.MakeAsync<IReadOnlyList<PreviewAnswer>>(
                () => Grains.GetGrain<IFinalizationGrain>(0).CheckManyAsync(batch),
                () => [.. batch.Select(_ => new PreviewAnswer(null, [new Problem("unavailable", "", "", "The engine did not answer.", "Send the same request again.")]))],
                cancellationToken));
        }

        return answers;
    }

    /// <summary>Previews one request; the watermarked document is read with <see cref="ReadDocumentAsync"/>.</summary>
    public Task<PreviewAnswer> PreviewAsync(FinalizeInvoiceRequest request) => Grains.GetGrain<IFinalizationGrain>(0).PreviewAsync(request);

    /// <summary>Reads a document or a preview in chunks.</summary>
    /// <returns>Its bytes; none if there is no such document.</returns>
    public async Task<byte[]?> ReadDocumentAsync(ContentHash document, CancellationToken cancellationToken = default)
    {
        var grain = Grains.GetGrain<IDocumentGrain>(document.Value);
        using var content = new MemoryStream();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var chunk = await grain.ReadAsync(content.Length);
            if (chunk is null)
                return null;
            if (chunk.Length == 0)
                return content.ToArray();
            content.Write(chunk);
        }
    }

    /// <summary>
    /// Follows an invoice: yields it as it stands, then again after every change, until it is settled or needs care.
    /// Silos may come and go meanwhile; the rows are read again.
    /// </summary>
    public async IAsyncEnumerable<InvoiceView> WatchAsync(InvoiceView invoice, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var subscription = Subscription(new SubscriptionId(invoice.Biller, invoice.Subscription));
        var current = invoice;
        yield return current;
        while (current.State == InvoiceState.InProgress)
        {
            cancellationToken.ThrowIfCancellationRequested();
            InvoiceView? next = null;
            try
            {
                next = await subscription.WaitForChangeAsync(current.Number, current.Stamp, WatchPatience).WaitAsync(cancellationToken);
            }
            catch (Exception e) when (TransientFailure.Is(e))
            {
                await Task.Delay(WatchPatience, cancellationToken);
            }

            if (next is null || next.Stamp == current.Stamp)
                continue;
            current = next;
            yield return current;
        }
    }

    /// <summary>Waits until none of an invoice's dispatches is open, and returns it as it stands then.</summary>
    public async Task<InvoiceView> WaitForSettledAsync(InvoiceView invoice, CancellationToken cancellationToken = default)
    {
        await foreach (var view in WatchAsync(invoice, cancellationToken))
            invoice = view;
        return invoice;
    }

    /// <summary>
    /// Sends the inputs of a run that was opened, in calls of bounded size: UBL bytes over <see cref="FinalizeInvoiceRequest.MaxInlineBytes"/> and PDFs
    /// over 256 KiB are uploaded first. What is on its way when a silo dies is sent again. Repeating it changes nothing.
    /// </summary>
    /// <param name="run">The run's id.</param>
    /// <param name="inputs">The inputs; they are read as they are sent, so that a run of any length fits into memory.</param>
    /// <param name="staged">Told how many more are on disk.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>False: the run is not open for inputs.</returns>
    /// <exception cref="TimeoutException">The engine did not answer; stage the same inputs again.</exception>
    public Task<bool> StageRunAsync(string run, IAsyncEnumerable<RunInput> inputs, IProgress<int>? staged = null, CancellationToken cancellationToken = default) =>
        new RunStager(this, run).StageAsync(inputs, staged, cancellationToken);

    /// <summary>
    /// Follows a run: yields it as it stands, then again after every change and as rates change, until somebody has to confirm it or nothing of it is open.
    /// Silos may come and go meanwhile. Yields nothing if there is no such run.
    /// </summary>
    public IAsyncEnumerable<RunView> WatchRunAsync(string run, CancellationToken cancellationToken = default) => RunWatch.WatchAsync(Run(run), cancellationToken);
}
