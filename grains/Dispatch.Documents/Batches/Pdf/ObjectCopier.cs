using System.Buffers;
using System.Text;
using PdfSharp.Pdf;
using PdfSharp.Pdf.Advanced;

namespace Dispatch.Documents.Batches.Pdf;

/// <summary>
/// Copies objects of one parsed file into the batch, with all that they refer to: what they refer to first, so that equal objects
/// have equal bytes and are written once. Streams are copied as they are.
/// </summary>
internal sealed class ObjectCopier(PdfFileWriter writer, SharedObjects shared, PageLayers layers)
{
    // Deeper than any real file, and shallow enough for the stack.
    private const int MostDepth = 500;
    private const int Underway = 0;

    private readonly Dictionary<PdfObject, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly List<ArrayBufferWriter<byte>> _scratch = [];
    private int _depth;

    /// <summary>Forgets the file whose objects have been copied.</summary>
    public void BeginFile()
    {
        _numbers.Clear();
        _depth = 0;
    }

    /// <summary>Copies an object, unless that has been done, and gives its number.</summary>
    public int Copy(PdfObject source)
    {
        if (_numbers.TryGetValue(source, out var number))
            return number != Underway ? number : _numbers[source] = writer.Reserve();    // it refers to itself by way of others

        _numbers.Add(source, Underway);
        var body = Enter();
        if (source is PdfDictionary { Stream: not null } stream)
        {
            Entries(body, stream);
            number = Write(_numbers[source], body, stream.Stream.Value, isStream: true);
        }
        else
        {
            Item(body, source);
            number = Write(_numbers[source], body, [], isStream: false);
        }

        _numbers[source] = number;
        _depth--;
        if (layers.IsLayer(source))
            layers.Add(source, number);
        return number;
    }

    /// <summary>Writes a stream of which the caller makes the dictionary, or finds the same one.</summary>
    public int Stream(Action<ArrayBufferWriter<byte>> entries, ReadOnlySpan<byte> content)
    {
        var body = Enter();
        entries(body);
        var number = Write(Underway, body, content, isStream: true);
        _depth--;
        return number;
    }

    /// <summary>Writes a value into an object; what it refers to is copied.</summary>
    public void Item(ArrayBufferWriter<byte> to, PdfItem? item)
    {
        switch (item)
        {
            case PdfReference reference:
                if (reference.Value is { } value && !IsOfTheTree(value))
                    to.Reference(Copy(value));
                else
                    to.Raw("null "u8);
                break;
            case PdfDictionary dictionary:
                to.Raw("<<"u8);
                Entries(to, dictionary);
                to.Raw(">>"u8);
                break;
            case PdfArray array:
                to.Raw("["u8);
                foreach (var element in array.Elements)
                    Item(to, element);
                to.Raw("]"u8);
                break;
            default:
                Scalar(to, item);
                break;
        }
    }

    /// <summary>Writes the entries of a dictionary that the printed page needs.</summary>
    public void Entries(ArrayBufferWriter<byte> to, PdfDictionary dictionary)
    {
        var isStream = dictionary.Stream is not null;
        if (layers.IsHidden(dictionary))
            to.Raw("/DispatchHidden true "u8);    // keeps it apart from the same layer that is shown
        foreach (var (key, value) in dictionary.Elements)
        {
            if ((isStream && key is "/Length") || IsNotPrinted(key))
                continue;
            to.Name(key);
            Item(to, value);
        }
    }

    private static void Scalar(ArrayBufferWriter<byte> to, PdfItem? item)
    {
        switch (item)
        {
            case PdfName name:
                to.Name(name.Value);
                break;
            case PdfNameObject name:
                to.Name(name.Value);
                break;
            case PdfInteger integer:
                to.Integer(integer.Value);
                break;
            case PdfIntegerObject integer:
                to.Integer(integer.Value);
                break;
            case PdfLongInteger integer:
                to.Integer(integer.Value);
                break;
            case PdfLongIntegerObject integer:
                to.Integer(integer.Value);
                break;
            case PdfReal real:
                to.Real(real.Value);
                break;
            case PdfRealObject real:
                to.Real(real.Value);
                break;
            case PdfBoolean boolean:
                to.Raw(boolean.Value ? "true "u8 : "false "u8);
                break;
            case PdfBooleanObject boolean:
                to.Raw(boolean.Value ? "true "u8 : "false "u8);
                break;
            case PdfString text:
                Text(to, text.Value, text.Encoding);
                break;
            case PdfStringObject text:
                Text(to, text.Value, text.Encoding);
                break;
            case PdfRectangle box:
                to.Raw("["u8).Real(box.X1).Real(box.Y1).Real(box.X2).Real(box.Y2).Raw("]"u8);
                break;
            case null or PdfNull or PdfNullObject:
                to.Raw("null "u8);
                break;
            default:
                throw new NotSupportedException($"A {item.GetType().Name} cannot stand in a page.");
        }
    }

    // PDFsharp keeps bytes as characters, but decodes what begins like a text in Unicode.
    private static void Text(ArrayBufferWriter<byte> to, string value, PdfStringEncoding encoding)
    {
        if (encoding == PdfStringEncoding.Unicode)
            to.Text([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(value)]);
        else
            to.Text(Encoding.Latin1.GetBytes(value));
    }

    // Pages, and what leads back to them, would bring the whole file along.
    private static bool IsOfTheTree(PdfObject value) =>
        value is PdfDictionary dictionary && dictionary.Elements["/Type"] is PdfName { Value: "/Page" or "/Pages" or "/Catalog" or "/StructTreeRoot" or "/StructElem" };

    private static bool IsNotPrinted(string key) => key is "/PieceInfo" or "/Metadata" or "/StructParent" or "/StructParents" or "/LastModified";

    private ArrayBufferWriter<byte> Enter()
    {
        if (_depth == MostDepth)
            throw new NotSupportedException("Its objects refer to each other in too long a chain.");
        if (_depth == _scratch.Count)
            _scratch.Add(new ArrayBufferWriter<byte>(512));
        var body = _scratch[_depth++];
        body.ResetWrittenCount();
        return body;
    }

    private int Write(int number, ArrayBufferWriter<byte> body, ReadOnlySpan<byte> content, bool isStream)
    {
        var isKnown = number != Underway;
        var digest = shared.DigestOf(body.WrittenSpan, content);
        if (!isKnown && shared.TryFind(digest, out var same))
            return same;
        if (!isKnown)
            number = writer.Reserve();
        if (isStream)
            writer.WriteStream(number, body.WrittenSpan, content);
        else
            writer.WriteObject(number, body.WrittenSpan);
        if (!isKnown)
            shared.Remember(digest, number);
        return number;
    }
}
