using System.Text;
using Dispatch.Abstractions;
using Dispatch.Documents.Ubl;
using Dispatch.Storage.Documents;
using Microsoft.Extensions.Options;

namespace Dispatch.Grains.Finalization;

/// <summary>Reads and checks a request's bytes, off the grain scheduler.</summary>
internal sealed class InvoiceInputReader(IDocumentStore documents, IOptions<InvoiceReadOptions> options)
{
    /// <summary>Reads <paramref name="request"/>. Bad input is answered, never thrown.</summary>
    public async Task<InvoiceInput> ReadAsync(FinalizeInvoiceRequest request)
    {
        ReadOnlyMemory<byte>? source = request.SourceUpload is { } sourceUpload ? await ReadUploadAsync(sourceUpload, request) : request.Source;
        if (source is not { } ubl)
            return Failed("upload_unknown", request.SourceUpload!.Value.Value, "The upload with the invoice is not there (any more).");
        if (request.SourceUpload is null && ubl.Length > FinalizeInvoiceRequest.MaxInlineBytes)
            return Failed("source_too_large", $"{ubl.Length} bytes", $"A file over {FinalizeInvoiceRequest.MaxInlineBytes} bytes does not travel in a call.");

        var pdf = request.DocumentUpload is { } documentUpload ? await ReadUploadAsync(documentUpload, request) : null;
        if (request.DocumentUpload is not null && pdf is null)
            return Failed("upload_unknown", request.DocumentUpload.Value.Value, "The upload with the PDF is not there (any more).");

        var read = await Task.Run(() => UblInvoiceReader.Read(ubl, options.Value));
        return new InvoiceInput(
            ubl,
            pdf,
            HashOf(ubl, request),
            read.Invoice,
            [.. read.Errors.Select(error => error.ToProblem())],
            [.. read.Findings.Select(finding => finding.ToFinding())]);
    }

    /// <summary>What the file says about whose it is, without reading it whole; none if it is not there or odd in any way.</summary>
    public async Task<UblReferences?> SkimAsync(FinalizeInvoiceRequest request)
    {
        ReadOnlyMemory<byte>? source = request.SourceUpload is { } upload ? await ReadUploadAsync(upload, request) : request.Source;
        return source is { } ubl ? await Task.Run(() => UblReferences.Skim(ubl)) : null;
    }

    private async Task<ReadOnlyMemory<byte>?> ReadUploadAsync(ContentHash upload, FinalizeInvoiceRequest request)
    {
        try
        {
            // A run's inputs were put into the document store when they were staged.
            await using var stream = request.Queue > 0 ? await documents.OpenReadAsync(upload) : await documents.OpenUploadAsync(upload);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            return bytes;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static ContentHash HashOf(ReadOnlyMemory<byte> source, FinalizeInvoiceRequest request)
    {
        var text = $"1\n{ContentHash.Of(source.Span)}\n{request.DocumentUpload?.Value}\n{(int)request.EmbeddedPdf}";
        return ContentHash.Of(Encoding.UTF8.GetBytes(text));
    }

    private static InvoiceInput Failed(string code, string value, string message) =>
        new(default, null, default, null, [new Problem(code, "", value, message, "Upload it again, then send the request again.")], []);
}
