using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Dispatch.Channels.Email;

/// <summary>What one message says, as subject, plain text and HTML of the same content.</summary>
internal sealed class InvoiceText
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly Shipment _shipment;
    private readonly InvoiceTexts _words;
    private readonly string _greeting;
    private readonly string _introduction;
    private readonly string? _remark;
    private readonly List<(string Label, string Value)> _facts = [];

    public InvoiceText(Shipment shipment)
    {
        _shipment = shipment;
        _words = InvoiceTexts.Of(shipment.Language);
        _greeting = Fill(_words.Greeting, shipment.RecipientName);
        _introduction = Fill(
            shipment.IsCreditNote ? _words.CreditNoteIntroduction : _words.InvoiceIntroduction,
            shipment.InvoiceNumber,
            LocalForm.Date(shipment.IssueDate, shipment.Language));

        var inFavour = shipment.PayableAmount < 0 || (shipment.IsCreditNote && shipment.PayableAmount != 0);
        var amount = LocalForm.Amount(Math.Abs(shipment.PayableAmount), shipment.Currency, shipment.Language);
        _facts.Add((inFavour ? _words.AmountCredited : _words.AmountDue, amount));
        if (inFavour)
            _remark = _words.CreditFollows;
        else if (shipment.PayableAmount == 0)
            _remark = _words.NothingToPay;
        else if (shipment.DueDate is { } due)
            _facts.Add((_words.DueDate, LocalForm.Date(due, shipment.Language)));
    }

    /// <summary>Kind, number and biller.</summary>
    public string Subject => $"{Kind} {_shipment.InvoiceNumber} – {_shipment.SenderName}";

    private string Kind => _shipment.IsCreditNote ? _words.CreditNote : _words.Invoice;

    /// <summary>The plain text, lines ended by CR LF.</summary>
    public string ToPlainText()
    {
        var text = new StringBuilder();
        text.Append(_greeting).Append("\r\n\r\n").Append(_introduction).Append("\r\n\r\n");
        foreach (var (label, value) in _facts)
            text.Append(label).Append(": ").Append(value).Append("\r\n");
        if (_remark is not null)
            text.Append(_remark).Append("\r\n");
        if (_shipment.ReplyTo is not null)
            text.Append("\r\n").Append(_words.Questions).Append("\r\n");
        return text.Append("\r\n").Append(_words.Closing).Append("\r\n").Append(_shipment.SenderName).Append("\r\n").ToString();
    }

    /// <summary>The HTML: no pictures, scripts or links, so that nothing is loaded and nothing is tracked.</summary>
    public string ToHtml()
    {
        var facts = new StringBuilder();
        foreach (var (label, value) in _facts)
            facts.Append(CultureInfo.InvariantCulture, $"""<tr><td style="padding:4px 24px 4px 0;color:#5b6770">{Html.Encode(label)}</td><td style="padding:4px 0;font-weight:600;white-space:nowrap">{Html.Encode(value)}</td></tr>""");
        var remark = _remark is null ? "" : $"""<p style="margin:16px 0 0">{Html.Encode(_remark)}</p>""";
        var questions = _shipment.ReplyTo is null ? "" : $"""<p style="margin:0 0 24px">{Html.Encode(_words.Questions)}</p>""";
        return $"""
            <!DOCTYPE html>
            <html lang="{_words.Code}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Html.Encode(Subject)}</title></head>
            <body style="margin:0;padding:24px 12px;background:#f3f5f7;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;color:#1f2a33">
            <div style="max-width:560px;margin:0 auto;padding:32px;background:#ffffff;border:1px solid #dde3e8;border-radius:8px">
            <p style="margin:0;color:#5b6770">{Html.Encode(_shipment.SenderName)}</p>
            <h1 style="margin:4px 0 24px;font-size:22px;line-height:1.3">{Html.Encode($"{Kind} {_shipment.InvoiceNumber}")}</h1>
            <p style="margin:0 0 16px">{Html.Encode(_greeting)}</p>
            <p style="margin:0 0 24px">{Html.Encode(_introduction)}</p>
            <div style="margin:0 0 24px;padding:16px 20px;background:#f3f5f7;border-radius:6px">
            <table role="presentation" cellpadding="0" cellspacing="0" style="border-collapse:collapse">{facts}</table>
            {remark}
            </div>
            {questions}
            <p style="margin:0">{Html.Encode(_words.Closing)}<br>{Html.Encode(_shipment.SenderName)}</p>
            </div>
            </body>
            </html>

            """.ReplaceLineEndings("\r\n");
    }

    private static string Fill(string pattern, params object[] values) => string.Format(CultureInfo.InvariantCulture, pattern, values);
}
