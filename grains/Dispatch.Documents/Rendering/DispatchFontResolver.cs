using Dispatch.Documents.Fonts;
using PdfSharp.Fonts;

namespace Dispatch.Documents.Rendering;

/// <summary>Gives PDFsharp our font for every name, so that it never looks for one on the machine.</summary>
internal sealed class DispatchFontResolver : IFontResolver
{
    private const string Face = "DispatchSans-Bold";

    public FontResolverInfo ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(Face);

    public byte[] GetFont(string faceName) => DispatchFont.File(FontWeight.Bold);
}
