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
        var source = request.Source;
        if (request.SourceUpload is { } sourceUpload && await ReadUploadAsync(sourceUpload) is not { } uploaded)
            return Failed("upload_unknown", sourceUpload.Value, "The upload with the invoice is not there (any more).");
        else if (request.SourceUpload is not null)
            source = (await ReadUploadAsync(request.SourceUpload.Value))!;
        else if (source.Length > FinalizeInvoiceRequest.MaxInlineBytes)
            return Failed("source_too_large", $"{source.Length} bytes", $"A file over {FinalizeInvoiceRequest.MaxInlineBytes} bytes does not travel in a call.");

        byte[]? pdf = null;
        if (request.DocumentUpload is { } documentUpload && (pdf = await ReadUploadAsync(documentUpload)) is null)
            return Failed("upload_unknown", documentUpload.Value, "The upload with the PDF is not there (any more).");

        var read = await Task.Run(() => UblInvoiceReader.Read(source, options.Value));
        return new InvoiceInput(
            source,
            pdf is null ? null : (ReadOnlyMemory<byte>?)pdf,
            HashOf(source, request),
            read.Invoice,
            [.. read.Errors.Select(error => error.ToProblem())],
            [.. read.Findings.Select(finding => finding.ToFinding())]);
    }

    private async Task<byte[]?> ReadUploadAsync(ContentHash upload)
    {
        try
        {
            await using var stream = await documents.OpenUploadAsync(upload);
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
