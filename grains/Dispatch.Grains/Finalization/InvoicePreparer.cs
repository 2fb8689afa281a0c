// Over 150 lines because all reasons for refusing an invoice are gathered here, in the order in which a person reads them.
using Dispatch.Abstractions;
using Dispatch.Channels.Email;
using Dispatch.Documents.FacturX;
using Dispatch.Documents.Invoices;
using Dispatch.Documents.Payments;
using Dispatch.Documents.Rendering;
using Dispatch.Grains.Controls;

namespace Dispatch.Grains.Finalization;

/// <summary>Decides all that finalizing an invoice needs, or every reason against it. Writes nothing.</summary>
internal sealed class InvoicePreparer(DispatchPlanner planner, InvoiceRenderer renderer, EmailAcceptance emails)
{
    private const string PdfType = "application/pdf";

    /// <summary>Prepares a read input for a subscription.</summary>
    /// <returns>The prepared invoice, or the errors.</returns>
    public (PreparedInvoice? Prepared, IReadOnlyList<Problem> Errors) Prepare(
        InvoiceInput input, FinalizeInvoiceRequest request, Subscription subscription, Biller biller)
    {
        if (input.Invoice is not { } invoice)
            return (null, input.Errors);

        var errors = new List<Problem>(input.Errors);
        var findings = new List<Finding>(input.Findings);
        CheckRequest(errors, request);
        CheckSeller(errors, invoice, biller);
        var plan = planner.Plan(subscription, biller, invoice.IssueDate, request.Printer);
        errors.AddRange(plan.Errors);

        var ready = FindReadyPdf(errors, input, invoice, request.EmbeddedPdf, out var carrier);
        CheckPayment(errors, findings, invoice, isReady: ready is not null);
        var attachments = invoice.Attachments.Where(attachment => attachment.Content is not null && !ReferenceEquals(attachment, carrier)).ToList();
        var prepared = new PreparedInvoice(input, invoice, subscription, biller, plan, ready, attachments, findings);
        CheckFacturX(errors, findings, prepared);
        CheckEmails(errors, prepared);
        if (ready is null && errors.Count == 0)
            CheckDrawing(errors, prepared);
        return errors.Count > 0 ? (null, errors) : (prepared, []);
    }

    /// <summary>The letter head, window and words of a document for one recipient.</summary>
    public static RenderRequest RenderRequestOf(PreparedInvoice prepared, PlannedDispatch dispatch, bool isPreview)
    {
        var (invoice, biller) = (prepared.Invoice, prepared.Biller);
        var language = (DocumentLanguage)dispatch.Language;
        var contact = dispatch.Recipient.Address ?? Subscriptions.Recipients.PartyOf(
            prepared.Subscription, dispatch.Recipient.Role ?? PartyRole.ContractingParty)?.Address;
        return new RenderRequest(
            invoice,
            language,
            AddressLines.Of(dispatch.Recipient.Name, contact, biller.Address.Country, dispatch.Language),
            AppearanceOf(biller),
            isPreview)
        {
            MeterReadings = MeterReadings.Of(invoice),
        };
    }

    private static DocumentAppearance AppearanceOf(Biller biller) => new(
        biller.Name,
        [.. AddressLines.Of(biller.Name, biller.Address, biller.Address.Country, Language.En).Skip(1)],
        biller.Logo is null ? null : (ReadOnlyMemory<byte>?)biller.Logo,
        biller.Window == BillerWindow.Left ? EnvelopeWindow.Left : EnvelopeWindow.Right);

    private static void CheckRequest(List<Problem> errors, FinalizeInvoiceRequest request)
    {
        if (ControlRules.CheckRequester(request.RequestedBy) is { } requester)
            errors.Add(requester);
        if (request.RunId is { } run && ControlRules.CheckRun(run) is { } unusable)
            errors.Add(unusable);
    }

    private static void CheckSeller(List<Problem> errors, Invoice invoice, Biller biller)
    {
        if (biller.VatId is { } expected && invoice.Seller.VatId is { } found && Normalize(expected) != Normalize(found))
        {
            errors.Add(new Problem(
                "vat_id_contradiction", "BT-31", Text.Shorten(found),
                $"The seller's VAT id is not that of the biller {biller.Id} ({expected}).",
                "Send the invoice to the right biller, or correct the biller's vatId."));
        }
    }

    /// <summary>Letters and digits without the name of the tax, which Swiss ids carry in three languages.</summary>
    private static string Normalize(string vatId)
    {
        var core = string.Concat(vatId.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit));
        foreach (var tax in (string[])["MWST", "TVA", "IVA"])
        {
            if (core.StartsWith("CHE", StringComparison.Ordinal) && core.EndsWith(tax, StringComparison.Ordinal))
                return core[..^tax.Length];
        }

        return core;
    }

    private static ReadyDocument? FindReadyPdf(
        List<Problem> errors, InvoiceInput input, Invoice invoice, EmbeddedPdf mode, out InvoiceAttachment? carrier)
    {
        carrier = null;
        var (pdf, field) = (input.Pdf, "document");
        if (pdf is null && mode != EmbeddedPdf.Ignore)
        {
            var pdfs = invoice.Attachments.Where(attachment => attachment.Content is not null && attachment.MimeType == PdfType).ToList();
            carrier = pdfs.Find(attachment => string.Equals(attachment.Description, "invoice", StringComparison.OrdinalIgnoreCase))
                ?? (mode == EmbeddedPdf.Use ? pdfs.FirstOrDefault() : null);
            (pdf, field) = (carrier?.Content, "BT-125");
        }

        if (pdf is null)
            return null;

        var inspection = ReadyPdf.Inspect(pdf.Value);
        if (inspection.Problem is not { } problem)
            return new ReadyDocument(pdf.Value, inspection.PageCount, inspection.IsFacturX);
        errors.Add(UnusablePdf(field, problem));
        return null;
    }

    private static Problem UnusablePdf(string field, ReadyPdfProblem problem) => problem switch
    {
        ReadyPdfProblem.NotPdf => new Problem("pdf_invalid", field, "", "The document that should travel as the invoice is no PDF.", "Send a PDF, or leave it out and let the invoice be rendered."),
        ReadyPdfProblem.Encrypted => new Problem("pdf_encrypted", field, "", "The PDF is encrypted.", "Send it without encryption: neither printers nor archives take it."),
        ReadyPdfProblem.NoPages => new Problem("pdf_empty", field, "", "The PDF has no pages.", "Send a PDF with at least one page."),
        _ => new Problem("pdf_damaged", field, "", "The PDF is damaged.", "Make it again, or leave it out and let the invoice be rendered."),
    };

    private static void CheckPayment(List<Problem> errors, List<Finding> findings, Invoice invoice, bool isReady)
    {
        var payment = PaymentPartPlanner.Plan(invoice);
        findings.AddRange(payment.Findings.Select(finding => finding.ToFinding()));

        // Where somebody else drew the payment part, what we would refuse is only odd.
        if (isReady)
            findings.AddRange(payment.Errors.Select(error => new Finding(error.Code, error.Field, error.Value, error.Message)));
        else
            errors.AddRange(payment.Errors.Select(error => error.ToProblem()));
    }

    /// <summary>What cannot be drawn: a character that the font lacks, an addressee that does not fit the window.</summary>
    private void CheckDrawing(List<Problem> errors, PreparedInvoice prepared)
    {
        var found = prepared.Plan.Dispatches
            .SelectMany(dispatch => renderer.Check(RenderRequestOf(prepared, dispatch, isPreview: false)))
            .Select(error => error.ToProblem());
        errors.AddRange(found.Distinct());
    }

    /// <summary>Only a document that is drawn here can become a Factur-X; a ready one travels as it is if it is one already.</summary>
    private static void CheckFacturX(List<Problem> errors, List<Finding> findings, PreparedInvoice prepared)
    {
        if (prepared.Plan.Dispatches.FirstOrDefault(dispatch => dispatch.Format == EmailFormat.FacturX) is not { } dispatch || prepared.ReadyPdf is { IsFacturX: true })
            return;

        if (prepared.ReadyPdf is null)
        {
            findings.AddRange(FacturXLimits.Find(prepared.Invoice).Select(finding => finding.ToFinding()));
            return;
        }

        // The wish may be that of a definition whose e-mail this one is too.
        var definitions = prepared.Plan.Merged.Where(merged => merged.Into == dispatch.Definition).Select(merged => merged.Definition).Prepend(dispatch.Definition);
        errors.Add(new Problem(
            "facturx_ready_pdf", prepared.Input.Pdf is null ? "BT-125" : "document", "",
            $"The e-mail of the definition '{string.Join("', '", definitions)}' is to carry a Factur-X, and the PDF that came with the invoice is none and cannot become one.",
            "Leave the PDF out so that the invoice is rendered, send a Factur-X, or set the format pdf in the definition or in the biller's email.format."));
    }

    /// <summary>What no message can carry must not get a row. The size of a document that is not drawn yet is looked at when it is.</summary>
    private void CheckEmails(List<Problem> errors, PreparedInvoice prepared)
    {
        var dispatches = prepared.Plan.Dispatches.Where(dispatch => dispatch.Kind == DispatchKind.Email).ToList();
        if (dispatches.Count > 0 && prepared.Biller.Email is null)
        {
            errors.Add(new Problem(
                "sender_missing", "email.from", prepared.Biller.Id,
                $"The biller {prepared.Biller.Id} has no sender address, and an e-mail is to be sent.", "Import the biller with email.from."));
            return;
        }

        foreach (var dispatch in dispatches)
            errors.AddRange(emails.Check(EmailDrafts.Of(prepared, dispatch, prepared.ReadyPdf?.Pdf.Length ?? 0, prepared.ReadyPdf?.PageCount ?? 1), dispatch.Definition));
    }
}
