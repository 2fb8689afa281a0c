using Dispatch.Documents.Drawing;

namespace Dispatch.Documents.Rendering.Layout;

/// <summary>The top of the first page: logo or name, sender, and the address in the envelope's window.</summary>
internal static class LetterHead
{
    private const double WindowTextWidth = 75;
    private const double LogoTop = 15;
    private const double LogoWidth = 66;
    private const double LogoHeight = 20;
    private const double SenderTop = 18;
    private const double ReturnLineBaseline = 52.4;
    private const double AddressBaseline = 58.8;
    private const double AddressLastBaseline = 84;
    private const double AddressPitch = 4.7;
    private const int MaximalAddressLines = 6;

    public static void Draw(PdfDrawing drawing, RenderContext context)
    {
        var appearance = context.Request.Appearance;
        DrawSender(drawing, appearance);
        DrawWindow(drawing, appearance, context.Request.Addressee);
    }

    private static void DrawSender(PdfDrawing drawing, DocumentAppearance appearance)
    {
        var y = SenderTop;
        if (appearance.Logo is { } logo)
        {
            drawing.Picture(Picture.Of(logo), Grid.Left, LogoTop, LogoWidth, LogoHeight);
            foreach (var line in TextWrap.Lines(appearance.SenderName, Theme.ColumnHead, Grid.Right - Grid.SecondColumn))
            {
                drawing.Text(Grid.SecondColumn, y, line, Theme.ColumnHead);
                y += Theme.SmallPitch;
            }
        }
        else
        {
            var nameBaseline = 22.5;
            foreach (var line in TextWrap.Lines(appearance.SenderName, Theme.SenderName, Grid.SecondColumn - Grid.Left - 6))
            {
                drawing.Text(Grid.Left, nameBaseline, line, Theme.SenderName);
                nameBaseline += 8;
            }
        }

        foreach (var line in appearance.SenderLines.SelectMany(text => TextWrap.Lines(text, Theme.Small, Grid.Right - Grid.SecondColumn)))
        {
            drawing.Text(Grid.SecondColumn, y, line, Theme.Small);
            y += Theme.SmallPitch;
        }
    }

    private static void DrawWindow(PdfDrawing drawing, DocumentAppearance appearance, IReadOnlyList<string> addressee)
    {
        var x = appearance.Window == EnvelopeWindow.Left ? Grid.Left : Grid.SecondColumn;
        drawing.Text(x, ReturnLineBaseline, ReturnAddress(appearance), Theme.ReturnLine);
        drawing.Line(x, ReturnLineBaseline + 1.1, x + WindowTextWidth, ReturnLineBaseline + 1.1, Theme.HairLine, Theme.Rule);

        var (style, lines) = Fitted(addressee);
        var pitch = lines.Count > 1 ? Math.Min(AddressPitch, (AddressLastBaseline - AddressBaseline) / (lines.Count - 1)) : AddressPitch;
        for (var index = 0; index < lines.Count; index++)
            drawing.Text(x, AddressBaseline + (index * pitch), lines[index], style);
    }

    // Where the letter goes back to: name and the first lines of the address, as many as fit whole.
    private static string ReturnAddress(DocumentAppearance appearance)
    {
        var address = TextWrap.Lines(appearance.SenderName, Theme.ReturnLine, WindowTextWidth)[0];
        foreach (var line in appearance.SenderLines.Take(3))
        {
            var longer = $"{address} · {line}";
            if (Theme.ReturnLine.WidthOf(longer) > WindowTextWidth)
                break;
            address = longer;
        }

        return address;
    }

    // Long lines first become smaller, down to what sorting machines read, and only then two lines.
    private static (TextStyle Style, IReadOnlyList<string> Lines) Fitted(IReadOnlyList<string> addressee)
    {
        if (addressee.Count is 0 or > MaximalAddressLines)
            throw RenderingException.TooManyAddressLines(addressee.Count);
        foreach (var size in (ReadOnlySpan<double>)[10.5, 10, 9.5, 9])
        {
            var style = Theme.Address with { Size = size };
            if (addressee.All(line => style.WidthOf(line) <= WindowTextWidth))
                return (style, addressee);
        }

        var smallest = Theme.Address with { Size = 9 };
        return (smallest, [.. addressee.SelectMany(line => TextWrap.Lines(line, smallest, WindowTextWidth))]);
    }
}
