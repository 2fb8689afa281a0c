using System.Buffers;
using System.Globalization;
using System.Text;
using Dispatch.Documents.Batches.Cover;
using Dispatch.Documents.Batches.Marks;
using Dispatch.Documents.Batches.Pdf;
using Dispatch.Documents.Rendering;

namespace Dispatch.Documents.Batches;

/// <summary>The composing of one batch, from the file's header to its trailer.</summary>
internal sealed class BatchComposition : IDisposable
{
    private readonly BatchContent _content;
    private readonly PdfFileWriter _writer;
    private readonly SharedObjects _shared = new();
    private readonly PageLayers _layers = new();
    private readonly PageTree _tree;
    private readonly PageImporter _importer;
    private readonly PageWriter _pages;
    private readonly List<IReadOnlyList<ImportedPage>> _enclosures = [];

    public BatchComposition(BatchContent content, Stream output)
    {
        _content = content;
        _writer = new PdfFileWriter(output);
        _tree = new PageTree(_writer);
        _importer = new PageImporter(_writer, _shared, _layers);
        _pages = new PageWriter(_writer, _tree, MarkFont.Write(_writer));
    }

    public async Task<ComposedBatch> RunAsync(CancellationToken cancellationToken)
    {
        await WriteCoverAsync(cancellationToken);
        foreach (var enclosure in _content.Enclosures)
            _enclosures.Add(await ImportAsync(enclosure, cancellationToken));

        var sheetCount = 1;
        var envelopes = new List<ComposedEnvelope>(_content.Envelopes.Count);
        foreach (var envelope in _content.Envelopes)
        {
            var composed = await WriteAsync(envelope, cancellationToken);
            sheetCount += composed.SheetCount;
            envelopes.Add(composed);
        }

        await FinishAsync(cancellationToken);
        return new ComposedBatch(_tree.PageCount, sheetCount, envelopes);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _shared.Dispose();
    }

    private async Task WriteCoverAsync(CancellationToken cancellationToken)
    {
        var pdf = CoverSheet.Draw(_content);
        var cover = new BatchDocument { Name = "the cover sheet", PageCount = 1, OpenAsync = _ => Task.FromResult<ReadOnlyMemory<byte>>(pdf) };
        Write(await ImportAsync(cover, cancellationToken), number: 0, sheet: 1, sheetCount: 1, copy: null);
    }

    private async Task<ComposedEnvelope> WriteAsync(BatchEnvelope envelope, CancellationToken cancellationToken)
    {
        var pagesBefore = _tree.PageCount;
        var sheetCount = PaperSheets.Of(envelope, _content);
        var sheet = 1;
        foreach (var document in envelope.Documents)
            sheet = Write(await ImportAsync(document, cancellationToken), envelope.Number, sheet, sheetCount, document.IsCopy ? document.Language : null);
        for (var index = 0; index < _enclosures.Count; index++)
        {
            var enclosure = _content.Enclosures[index];
            sheet = Write(_enclosures[index], envelope.Number, sheet, sheetCount, enclosure.IsCopy ? enclosure.Language : null);
        }

        return new ComposedEnvelope(envelope.Number, pagesBefore + 1, _tree.PageCount - pagesBefore, sheetCount);
    }

    private async Task<IReadOnlyList<ImportedPage>> ImportAsync(BatchDocument document, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var pages = _importer.Import(document, await document.OpenAsync(cancellationToken));
        await _writer.FlushAsync(force: false, cancellationToken);
        return pages;
    }

    // Gives the number of the next sheet.
    private int Write(IReadOnlyList<ImportedPage> pages, int number, int sheet, int sheetCount, DocumentLanguage? copy)
    {
        for (var index = 0; index < pages.Count; index++)
        {
            var isFront = !_content.IsDuplex || index % 2 == 0;
            SheetMark? mark = isFront ? new SheetMark(_content.Number, number, sheet++, sheetCount, _content.Postage, _content.Enclosures.Count) : null;
            _pages.Write(pages[index], mark, index == 0 ? copy : null);
        }

        if (_content.IsDuplex && pages.Count % 2 != 0)
            _pages.WriteBlank(pages[^1].Area);
        return sheet;
    }

    private Task FinishAsync(CancellationToken cancellationToken)
    {
        var root = _tree.Finish();
        var catalog = new ArrayBufferWriter<byte>().Raw("<</Type/Catalog/Pages "u8).Reference(root).Raw("/ViewerPreferences<</PrintScaling/None/Duplex"u8)
            .Raw(_content.IsDuplex ? "/DuplexFlipLongEdge"u8 : "/Simplex"u8).Raw(">>"u8);
        _layers.WriteTo(catalog);
        var information = new ArrayBufferWriter<byte>().Raw("<</Title "u8).Text([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(_content.Id)])
            .Raw("/Creator(Dispatch.Orleans)/Producer(Dispatch.Orleans)/CreationDate "u8).Text(Encoding.ASCII.GetBytes(DateOf(_content.CreatedAt))).Raw(">>"u8);
        var (catalogNumber, informationNumber) = (_writer.Reserve(), _writer.Reserve());
        _writer.WriteObject(catalogNumber, catalog.Raw(">>"u8).WrittenSpan);
        _writer.WriteObject(informationNumber, information.WrittenSpan);
        return _writer.FinishAsync(catalogNumber, informationNumber, cancellationToken);
    }

    // ISO 32000-1 §7.9.4.
    private static string DateOf(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"D:{at.UtcDateTime:yyyyMMddHHmmss}Z");
}
