using System.Buffers;
using Dispatch.Documents.Batches.Pdf;
using Dispatch.Documents.Rendering;

namespace Dispatch.Documents.Batches.Marks;

/// <summary>Writes the pages of the batch: an imported page each, with what is drawn over it.</summary>
internal sealed class PageWriter(PdfFileWriter writer, PageTree tree, int font)
{
    private readonly ArrayBufferWriter<byte> _body = new(1024);
    private readonly ArrayBufferWriter<byte> _content = new(1024);

    /// <summary>Writes a page.</summary>
    /// <param name="page">What it shows.</param>
    /// <param name="mark">The mark, on the front of a sheet.</param>
    /// <param name="copy">The language of the word for a copy, on the first page of one.</param>
    public void Write(ImportedPage page, SheetMark? mark, DocumentLanguage? copy)
    {
        var area = page.Area.Upright();
        _content.ResetWrittenCount();
        if (page.Content != 0)
            _content.Raw("q/P Do Q\n"u8);
        for (var index = 0; index < page.Stamps.Count; index++)
        {
            _content.Raw("q "u8);
            Matrix(page.Stamps[index].Matrix);
            _content.Raw("/S"u8).Integer(index).Raw("Do Q\n"u8);
        }

        if (mark is not null || copy is not null)
        {
            _content.Raw("q "u8);
            Matrix(area.FromTopLeft());
            if (mark is { } sheet)
                MarkDrawing.Sheet(_content, sheet);
            if (copy is { } language)
                MarkDrawing.Copy(_content, language);
            _content.Raw("Q\n"u8);
        }

        var content = writer.Reserve();
        writer.WriteStream(content, [], _content.WrittenSpan);
        Begin(area);
        if (page.Group != 0)
            _body.Raw("/Group "u8).Reference(page.Group);
        _body.Raw("/Contents "u8).Reference(content).Raw("/Resources<</Font<</F "u8).Reference(font).Raw(">>/XObject<<"u8);
        if (page.Content != 0)
            _body.Raw("/P "u8).Reference(page.Content);
        for (var index = 0; index < page.Stamps.Count; index++)
            _body.Raw("/S"u8).Integer(index).Reference(page.Stamps[index].Form);
        End(">>>>>>"u8);
    }

    /// <summary>Writes the empty back of a sheet.</summary>
    public void WriteBlank(PageArea front)
    {
        Begin(front.Upright());
        End("/Resources<<>>>>"u8);
    }

    private void Begin(PageArea area)
    {
        _body.ResetWrittenCount();
        _body.Raw("<</Type/Page/Parent "u8).Reference(tree.Parent).Raw("/MediaBox"u8);
        Box(area.Media);
        if (area.Shown != area.Media)
        {
            _body.Raw("/CropBox"u8);
            Box(area.Shown);
        }

        if (area.Rotation != 0)
            _body.Raw("/Rotate "u8).Integer(area.Rotation);
        if (area.Unit != 1)
            _body.Raw("/UserUnit "u8).Real(area.Unit);
    }

    private void End(ReadOnlySpan<byte> end)
    {
        var number = writer.Reserve();
        writer.WriteObject(number, _body.Raw(end).WrittenSpan);
        tree.Add(number);
    }

    private void Box(PageBox box) => _body.Raw("["u8).Real(box.Left).Real(box.Bottom).Real(box.Right).Real(box.Top).Raw("]"u8);

    private void Matrix(IReadOnlyList<double> numbers)
    {
        foreach (var number in numbers)
            _content.Real(number);
        _content.Raw("cm\n"u8);
    }
}
