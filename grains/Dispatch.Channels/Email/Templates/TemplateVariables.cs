using System.Globalization;
using Fluid;
using Fluid.Values;

namespace Dispatch.Channels.Email.Templates;

/// <summary>What a template can fill in. A name is never removed within a major version: frozen templates use it.</summary>
internal static class TemplateVariables
{
    /// <summary>All names that a template may use; the subject's own template lacks <c>subject</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "subject", "language",
        "biller.id", "biller.name", "biller.email", "biller.reply_to",
        "recipient.name",
        "invoice.number", "invoice.is_credit_note", "invoice.date", "invoice.date_iso", "invoice.due_date", "invoice.due_date_iso",
        "invoice.amount", "invoice.amount_number", "invoice.currency", "invoice.in_favour", "invoice.nothing_to_pay",
        "document.file_name", "document.page_count",
    ];

    /// <summary>The values of one message.</summary>
    /// <param name="shipment">The message's shipment.</param>
    /// <param name="subject">The finished subject; none while that is made.</param>
    public static TemplateContext Of(Shipment shipment, string? subject)
    {
        var context = new TemplateContext(TemplateLanguage.Options) { Now = () => shipment.FinalizedAt };
        if (subject is not null)
            context.SetValue("subject", subject);
        context.SetValue("language", shipment.Language.ToString().ToLowerInvariant());
        context.SetValue("biller", Values(
            ("id", new StringValue(shipment.Biller)),
            ("name", new StringValue(shipment.SenderName)),
            ("email", Optional(shipment.SenderEmail)),
            ("reply_to", Optional(shipment.ReplyTo))));
        context.SetValue("recipient", Values(("name", new StringValue(shipment.RecipientName))));
        context.SetValue("invoice", Values(
            ("number", new StringValue(shipment.InvoiceNumber)),
            ("is_credit_note", BooleanValue.Create(shipment.IsCreditNote)),
            ("date", new StringValue(LocalForm.Date(shipment.IssueDate, shipment.Language))),
            ("date_iso", new StringValue(Iso(shipment.IssueDate))),
            ("due_date", Optional(shipment.DueDate is { } due ? LocalForm.Date(due, shipment.Language) : null)),
            ("due_date_iso", Optional(shipment.DueDate is { } day ? Iso(day) : null)),
            ("amount", new StringValue(LocalForm.Amount(Math.Abs(shipment.PayableAmount), shipment.Currency, shipment.Language))),
            ("amount_number", NumberValue.Create(shipment.PayableAmount)),
            ("currency", new StringValue(shipment.Currency)),
            ("in_favour", BooleanValue.Create(shipment.PayableAmount < 0 || (shipment.IsCreditNote && shipment.PayableAmount != 0))),
            ("nothing_to_pay", BooleanValue.Create(shipment.PayableAmount == 0))));
        context.SetValue("document", Values(
            ("file_name", new StringValue(shipment.Document.FileName)),
            ("page_count", NumberValue.Create(shipment.PageCount))));
        return context;
    }

    private static DictionaryValue Values(params (string Name, FluidValue Value)[] values) =>
        new(new FluidValueDictionaryFluidIndexable(values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal)));

    private static FluidValue Optional(string? text) => text is null ? NilValue.Instance : new StringValue(text);

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
