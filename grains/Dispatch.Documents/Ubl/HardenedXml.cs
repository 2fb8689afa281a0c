using System.Runtime.InteropServices;
using System.Xml;
using Dispatch.Documents.Invoices;

namespace Dispatch.Documents.Ubl;

/// <summary>
/// The one place where a file from outside is parsed. No document type, no entities, nothing fetched, and bounds on bytes, depth,
/// elements and text, so that a hostile file costs no more than an honest one. Bad input is an error, never an exception.
/// </summary>
internal static class HardenedXml
{
    /// <summary>The largest file: room for <see cref="MaxAttachmentBytes"/> in base64 and an invoice beside it.</summary>
    public const int MaxBytes = 100 * 1024 * 1024;

    /// <summary>What all attachments of a file may have together, decoded.</summary>
    public const int MaxAttachmentBytes = 50 * 1024 * 1024;

    private const int MaxDepth = 64;
    private const int MaxElementCount = 1_000_000;
    private const int MaxTextLength = 65_536;
    private const string BinaryObject = "EmbeddedDocumentBinaryObject";

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxBytes,
        MaxCharactersFromEntities = 1024,
        CheckCharacters = true,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        CloseInput = true,
    };

    /// <summary>Reads the whole file. Gives the root element, or an error that says why there is none.</summary>
    public static (UblElement? Root, InvoiceError? Error) Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length > MaxBytes)
            return Refuse("file_too_large", $"{file.Length} bytes", $"The file is larger than {MaxBytes} bytes.", "Send large attachments apart.", null);

        var hasRoot = false;
        try
        {
            using var reader = XmlReader.Create(Open(file), Settings);
            return ReadTree(reader, ref hasRoot);
        }
        catch (XmlException fault) when (!hasRoot && DeclaresType(file.Span))
        {
            return Refuse("xml_dtd", "<!DOCTYPE", "The file declares a document type (DTD).", "Send it without a document type; entities are not supported.", fault.LineNumber);
        }
        catch (XmlException fault)
        {
            return Refuse("xml_not_well_formed", "", $"The file is no well-formed XML in UTF-8 or another supported encoding (column {fault.LinePosition}).", "Send a UBL 2.1 file in UTF-8.", fault.LineNumber);
        }
    }

    /// <summary>Opens a file for a look at its beginning, under the same rules. Reading it may throw <see cref="XmlException"/>.</summary>
    public static XmlReader Skim(ReadOnlyMemory<byte> file) => XmlReader.Create(Open(file), Settings);

    private static (UblElement?, InvoiceError?) ReadTree(XmlReader reader, ref bool hasRoot)
    {
        var position = (IXmlLineInfo)reader;
        var open = new Stack<UblElement>();
        var piece = new char[8192];
        UblElement? root = null;
        var count = 0;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (open.Count == MaxDepth)
                        return Refuse("xml_too_deep", reader.LocalName, $"Elements are nested deeper than {MaxDepth}.", "Send a UBL 2.1 file.", position.LineNumber);
                    if (++count > MaxElementCount)
                        return Refuse("xml_too_many_elements", "", $"The file has more than {MaxElementCount} elements.", "Split the invoice.", position.LineNumber);

                    var element = Element(reader, position.LineNumber);
                    root ??= element;
                    hasRoot = true;
                    if (open.TryPeek(out var parent))
                        parent.Add(element);
                    if (!reader.IsEmptyElement)
                        open.Push(element);
                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    if (!ReadText(reader, open.Peek(), piece))
                        return Refuse("text_too_long", open.Peek().Name, $"The text of {open.Peek().Name} is longer than {MaxTextLength} characters.", "Shorten it.", position.LineNumber);
                    break;
            }
        }
        return (root, null);
    }

    private static UblElement Element(XmlReader reader, int line)
    {
        var element = new UblElement(reader.NamespaceURI, reader.LocalName, line);
        if (element.Name == BinaryObject)
            element.Binary = new EmbeddedBytes(MaxAttachmentBytes);
        while (reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI.Length == 0)
                element.AddAttribute(reader.LocalName, reader.Value);
        }
        reader.MoveToElement();
        return element;
    }

    /// <summary>Appends a text node in pieces; false where the text gets too long.</summary>
    private static bool ReadText(XmlReader reader, UblElement element, char[] piece)
    {
        int count;
        while ((count = reader.ReadValueChunk(piece, 0, piece.Length)) > 0)
        {
            if (element.Binary is { } binary)
                binary.Append(piece.AsSpan(0, count));
            else if (element.TextLength + count > MaxTextLength)
                return false;
            else
                element.AddText(piece.AsSpan(0, count));
        }
        return true;
    }

    private static MemoryStream Open(ReadOnlyMemory<byte> file) => MemoryMarshal.TryGetArray(file, out var array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
        : new MemoryStream(file.ToArray(), writable: false);

    private static bool DeclaresType(ReadOnlySpan<byte> file) => file.IndexOf("<!DOCTYPE"u8) >= 0
        || file.IndexOf("<\0!\0D\0O\0C\0T\0Y\0P\0E\0"u8) >= 0 || file.IndexOf("\0<\0!\0D\0O\0C\0T\0Y\0P\0E"u8) >= 0;

    private static (UblElement?, InvoiceError?) Refuse(string code, string value, string message, string mend, int? line) =>
        (null, new InvoiceError(code, "", ShownValue.Of(value), message, mend, line is > 0 ? line : null));
}
