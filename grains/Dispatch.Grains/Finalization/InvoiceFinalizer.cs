using System.Diagnostics;
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Email;
using Dispatch.Documents.FacturX;
using Dispatch.Documents.Payments;
using Dispatch.Documents.Rendering;
using Dispatch.Grains.Catalog;
using Dispatch.Grains.Controls;
using Dispatch.Grains.Dispatches;
using Dispatch.Grains.Printing;
using Dispatch.Grains.Recovery;
using Dispatch.Grains.Telemetry;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Documents;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Finalization;

/// <summary>Makes prepared invoices definitive: documents on disk first, then one accepting write, then the first attempts.</summary>
internal sealed class InvoiceFinalizer(
    IDispatchStore store,
    IDocumentStore documents,
    InvoiceRenderer renderer,
    EmailAcceptance emails,
    FrozenTemplates templates,
    KeptEnclosures enclosures,
    RenderQueue rendering,
    ChannelDirectory channels,
    LaneSlots slots,
    ControlBoard board,
    RecoverySignal recovery,
    DispatchInstruments instruments,
    TimeProvider clock,
    ILogger<InvoiceFinalizer> logger)
{
    /// <summary>How long the scan leaves a row alone whose grain is started directly.</summary>
    private static readonly TimeSpan DirectStartGrace = TimeSpan.FromSeconds(5);

    /// <summary>The answer to a number that was finalized before; none if it was not.</summary>
    public async Task<FinalizeAnswer?> FindEarlierAsync(string biller, string number, ContentHash inputHash) =>
        await store.FindInvoiceAsync(biller, number) is { } earlier ? AnswerOf(earlier, inputHash) : null;

    /// <summary>Renders and stores the watermarked document of the first dispatch for a day.</summary>
    public async Task<DocumentView> PreviewAsync(PreparedInvoice prepared)
    {
        var first = prepared.Plan.Dispatches[0];
        var pdf = prepared.ReadyPdf is { } ready
            ? await rendering.RunAsync(() => ReadyPdf.Watermark(ready.Pdf, (DocumentLanguage)first.Language), isUrgent: true)
            : (await MakeAsync(InvoicePreparer.RenderRequestOf(prepared, first, isPreview: true), drawn: null, EmailFormat.Pdf, isUrgent: true)).Made.Pdf;
        var hash = ContentHash.Of(pdf.Span);
        await documents.AppendUploadAsync(hash, 0, pdf);
        await documents.CompleteUploadAsync(hash);
        return new DocumentView(hash, pdf.Length);
    }

    /// <summary>Finalizes. When it returns, everything is on disk; the first attempts may be running.</summary>
    public async Task<FinalizeAnswer> FinalizeAsync(PreparedInvoice prepared, FinalizeInvoiceRequest request, HoldGate hold, IGrainFactory grains)
    {
        var invoiceId = new InvoiceId(prepared.Biller.Id, prepared.Invoice.Number);
        if (await enclosures.KeepAsync(prepared.Plan.Dispatches) is { } missing)
            return new FinalizeAnswer.Refused([missing]);
        var (rendered, errors) = await StoreDocumentsAsync(prepared, isUrgent: request.RunId is null);
        if (errors.Count > 0)
            return new FinalizeAnswer.Refused(errors);

        var details = await StoreAttachmentsAsync(prepared);
        var sourceHash = await documents.PutAsync(prepared.Input.Source);
        logger.DocumentsStored(invoiceId, rendered.Count + details.Attachments.Count + 1);

        var now = clock.GetUtcNow();
        var traceParent = Activity.Current?.Id ?? request.TraceParent;
        var row = new InvoiceRow
        {
            Biller = prepared.Biller.Id,
            Number = prepared.Invoice.Number,
            Subscription = prepared.Subscription.Number,
            IssueDate = prepared.Invoice.IssueDate,
            InputHash = prepared.Input.Hash,
            SourceHash = sourceHash,
            DocumentHash = rendered[0].Hash,
            DocumentBytes = rendered[0].Bytes,
            FinalizedAt = now,
            RequestedBy = request.RequestedBy,
            TraceParent = traceParent,
            RunId = request.RunId,
            Details = details.ToJson(),
        };

        // Nothing may be awaited between looking at the hold and entering the gate.
        var isHeld = hold.IsHeld;
        var dispatches = prepared.Plan.Dispatches.Select((dispatch, i) => NewDispatchOf(row, dispatch, rendered[i], isHeld, request.Queue, now)).ToList();
        logger.InvoiceAccepting(invoiceId);
        var result = await hold.EnterAsync(store.AcceptAsync(new NewInvoice(row, dispatches)));
        if (!result.IsNew)
            return AnswerOf(result.Invoice, prepared.Input.Hash);

        logger.InvoiceFinalized(invoiceId, dispatches.Count);
        instruments.InvoiceFinalized();

        // A hold that came meanwhile waits for this write and then holds the rows.
        if (!hold.IsHeld)
            Start(result.Invoice, now, grains);
        return new FinalizeAnswer.Accepted(Views.Of(result.Invoice));
    }

    private static FinalizeAnswer AnswerOf(InvoiceRecord earlier, ContentHash inputHash) => earlier.Row.InputHash == inputHash
        ? new FinalizeAnswer.Repeated(Views.Of(earlier))
        : new FinalizeAnswer.Conflict(new Problem(
            "number_conflict", "BT-1", earlier.Row.Number,
            $"Invoice {earlier.Row.Number} was finalized at {earlier.Row.FinalizedAt:yyyy-MM-ddTHH:mm:ssZ} with other content.",
            "Give the corrected invoice a number of its own, or send the content that was finalized."));

    private NewDispatch NewDispatchOf(InvoiceRow invoice, PlannedDispatch dispatch, StoredDocument document, bool isHeld, int queue, DateTimeOffset now)
    {
        var id = new DispatchId(invoice.Biller, invoice.Number, dispatch.Definition);
        var lane = ChannelLane.NameOf(dispatch.Kind, dispatch.Destination);
        var row = new DispatchRow
        {
            DispatchId = id,
            DefinitionVersion = dispatch.DefinitionVersion,
            Kind = dispatch.Kind,
            Lane = lane,
            Shard = Shards.Of(id),
            Recipient = RecipientJson.Write(dispatch.Recipient),
            Language = dispatch.Language,
            DocumentHash = document.Hash,
            DocumentBytes = document.Bytes,
            PageCount = document.PageCount,
            Fallback = dispatch.Fallback,
            TraceParent = invoice.TraceParent,
            RunId = invoice.RunId,
            Queue = queue,
            Letter = dispatch.Terms.ToJson(),
        };
        if (GatheredLetters.Are(channels, row) && !dispatch.IsStandby && !isHeld)
            return new NewDispatch(row, new DispatchProgress { State = DispatchState.Pending, ChangedAt = now });    // waits for the gatherer

        var startsDirectly = slots.FreeCount(lane, isRun: queue > 0) > 0 && !board.IsPaused(new WorkQueue(lane, queue));
        return new NewDispatch(row, (dispatch.IsStandby, isHeld) switch
        {
            (true, _) => new DispatchProgress { State = DispatchState.Standby, ChangedAt = now },
            (_, true) => new DispatchProgress { State = DispatchState.Held, Reason = ReasonCode.SubscriptionHeld, ChangedAt = now },
            _ => new DispatchProgress { State = DispatchState.Pending, ChangedAt = now, DueAt = startsDirectly ? now + DirectStartGrace : now },
        });
    }

    private void Start(InvoiceRecord invoice, DateTimeOffset now, IGrainFactory grains)
    {
        foreach (var dispatch in invoice.Dispatches.Where(dispatch => dispatch.Progress is { State: DispatchState.Pending, DueAt: not null }))
        {
            recovery.Note(dispatch.Row.Queue);
            if (dispatch.Progress.DueAt > now)
                grains.WorkerOf(dispatch).WakeAsync(dispatch).Ignore();
            else
                recovery.Pulse();
        }
    }

    /// <summary>One document per dispatch; or why an e-mail cannot carry its document, which is known only now.</summary>
    private async Task<(IReadOnlyList<StoredDocument> Documents, IReadOnlyList<Problem> Errors)> StoreDocumentsAsync(PreparedInvoice prepared, bool isUrgent)
    {
        if (prepared.ReadyPdf is { } ready)
        {
            var document = new StoredDocument(await documents.PutAsync(ready.Pdf), ready.Pdf.Length, ready.PageCount);
            return ([.. prepared.Plan.Dispatches.Select(_ => document)], []);
        }

        // One document per language, window and format: recipients who read the same see the same bytes.
        var drawn = new Dictionary<string, RenderedDocument>(StringComparer.Ordinal);
        var stored = new Dictionary<(string Key, EmailFormat Format), StoredDocument>();
        var result = new List<StoredDocument>(prepared.Plan.Dispatches.Count);
        foreach (var dispatch in prepared.Plan.Dispatches)
        {
            var request = InvoicePreparer.RenderRequestOf(prepared, dispatch, isPreview: false);
            var key = $"{request.Language}\n{string.Join('\n', request.Addressee)}";
            RenderedDocument? made = null;
            if (!stored.TryGetValue((key, dispatch.Format), out var document))
                (drawn[key], made) = await MakeAsync(request, drawn.GetValueOrDefault(key), dispatch.Format, isUrgent);
            if (CheckEmail(prepared, dispatch, made?.Pdf.Length ?? document!.Bytes, made?.PageCount ?? document!.PageCount) is { Count: > 0 } errors)
                return ([], errors);
            if (made is not null)
            {
                document = new StoredDocument(await documents.PutAsync(made.Pdf), made.Pdf.Length, made.PageCount);
                stored.Add((key, dispatch.Format), document);
            }

            result.Add(document!);
        }

        return (result, []);
    }

    private IReadOnlyList<Problem> CheckEmail(PreparedInvoice prepared, PlannedDispatch dispatch, long documentBytes, int pageCount) => dispatch.Kind == DispatchKind.Email
        ? emails.Check(EmailDrafts.Of(prepared, dispatch, documentBytes, pageCount), dispatch.Definition)
        : [];

    /// <summary>Draws a document, unless it is drawn, and gives it in its format, all in one turn.</summary>
    private async Task<(RenderedDocument Drawn, RenderedDocument Made)> MakeAsync(RenderRequest request, RenderedDocument? drawn, EmailFormat format, bool isUrgent)
    {
        using var activity = DispatchTelemetry.Source.StartActivity(DispatchTelemetry.RenderDocument);
        return await rendering.RunAsync(() => Make(request, drawn, format), isUrgent);
    }

    private (RenderedDocument Drawn, RenderedDocument Made) Make(RenderRequest request, RenderedDocument? drawn, EmailFormat format)
    {
        drawn ??= renderer.Render(request, PaymentPartPlanner.Plan(request.Invoice, request.Language).Part!);
        return (drawn, format == EmailFormat.FacturX ? FacturXDocument.Make(drawn, request.Invoice) : drawn);
    }

    private async Task<InvoiceDetails> StoreAttachmentsAsync(PreparedInvoice prepared)
    {
        var attached = new List<AttachedFile>();
        if (prepared.Plan.Dispatches.Any(dispatch => dispatch.Kind == DispatchKind.Email))
        {
            foreach (var attachment in prepared.Attachments)
            {
                var content = attachment.Content!.Value;
                attached.Add(new AttachedFile(
                    await documents.PutAsync(content), content.Length, AttachedFile.NameOf(attachment), AttachedFile.TypeOf(attachment)));
            }
        }

        return new InvoiceDetails
        {
            SenderName = prepared.Biller.Name,
            SenderEmail = prepared.Biller.Email?.From,
            ReplyTo = prepared.Biller.Email?.ReplyTo,
            HomeCountry = prepared.Biller.Address.Country,
            Payable = prepared.Invoice.Totals.Payable,
            Currency = prepared.Invoice.Currency,
            DueDate = prepared.Invoice.DueDate,
            IsCreditNote = prepared.Invoice.IsCreditNote,
            Attachments = attached,
            Templates = await templates.FreezeAsync(prepared.Biller.Id, prepared.Plan.Dispatches),
            Findings = prepared.Findings,
            Notices = prepared.Plan.Notices,
            Merged = prepared.Plan.Merged,
        };
    }

    private sealed record StoredDocument(ContentHash Hash, long Bytes, int PageCount);
}
