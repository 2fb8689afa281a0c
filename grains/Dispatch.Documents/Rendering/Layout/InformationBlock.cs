using Dispatch.Documents.Drawing;

namespace Dispatch.Documents.Rendering.Layout;

/// <summary>The column of facts beside the address: number, dates, references, supplied object, contact.</summary>
internal sealed class InformationBlock
{
    private const double Top = 51.5;
    private const double LabelWidth = 29;
    private const double LinePitch = 3.9;
    private const double RowGap = 0.6;

    // Facts at a glance: whoever writes a novel into a reference finds its end in the e-invoice.
    private const int MaximalLines = 5;

    private static readonly TextStyle s_value = Theme.Body with { Size = 8.5 };
    private static readonly TextStyle s_label = Theme.Small with { Size = 8 };

    private readonly List<(string Label, IReadOnlyList<string> Lines)> _rows = [];
    private readonly double _left;
    private readonly double _valueWidth;

    public InformationBlock(RenderContext context)
    {
        var isWindowLeft = context.Request.Appearance.Window == EnvelopeWindow.Left;
        _left = isWindowLeft ? Grid.SecondColumn : Grid.Left;
        _valueWidth = isWindowLeft ? Grid.Right - _left - LabelWidth : 50;
        Collect(context);
    }

    public double Bottom => Top + _rows.Sum(row => (row.Lines.Count * LinePitch) + RowGap);

    public void Draw(PdfDrawing drawing)
    {
        var y = Top;
        foreach (var (label, lines) in _rows)
        {
            drawing.Text(_left, y, label, s_label);
            foreach (var line in lines)
            {
                drawing.Text(_left + LabelWidth, y, line, s_value);
                y += LinePitch;
            }

            y += RowGap;
        }
    }

    private void Collect(RenderContext context)
    {
        var (invoice, words, figures) = (context.Invoice, context.Words, context.Figures);
        Add(words.Number, invoice.Number);
        Add(words.Date, figures.Date(invoice.IssueDate));
        Add(words.DueDate, invoice.DueDate is { } due ? figures.Date(due) : null);
        Add(words.Period, invoice.Period is { } period ? figures.Period(period.Start, period.End) : null);
        Add(words.Precedes, invoice.PrecedingInvoices.Select(earlier => earlier.IssueDate is { } date ? $"{earlier.Number} ({figures.Date(date)})" : earlier.Number));
        Add(words.Contract, invoice.ContractReference);
        Add(words.BuyerReference, invoice.BuyerReference);
        Add(words.Order, invoice.OrderReference);
        Add(words.MeteringPoint, invoice.InvoicedObject);
        if (invoice.Delivery is { } delivery)
        {
            Add(words.SuppliedObject, [delivery.Name, .. delivery.Address is { } place ? AddressText.Lines(place) : []]);
            Add(words.DeliveryDate, delivery.Date is { } day ? figures.Date(day) : null);
        }

        if (!AddressText.Shows(context.Request.Addressee, invoice.Buyer))
            Add(words.Buyer, [invoice.Buyer.Name, .. AddressText.Lines(invoice.Buyer.Address)]);
        var seller = invoice.Seller;
        Add(words.Contact, [seller.ContactName, seller.ContactTelephone, seller.ContactEmail]);
        Add(words.VatNumber, seller.VatId);
        Add(words.TaxNumber, seller.TaxId);
    }

    private void Add(string label, params IEnumerable<string?> values)
    {
        var lines = values.OfType<string>().Where(value => value.Length > 0).SelectMany(value => TextWrap.Lines(value, s_value, _valueWidth)).ToList();
        if (lines.Count > MaximalLines)
            lines = [.. lines.Take(MaximalLines - 1), "…"];
        if (lines.Count > 0)
            _rows.Add((label, lines));
    }
}
