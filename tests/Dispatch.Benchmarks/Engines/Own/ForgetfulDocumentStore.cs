using Dispatch.Abstractions;
using Dispatch.Storage.Documents;

namespace Dispatch.Benchmarks.Engines.Own;

/// <summary>Names documents by their hash and keeps none, so that the disk of documents is no part of the measurement; every upload is the ready PDF.</summary>
internal sealed class ForgetfulDocumentStore : IDocumentStore
{
    public Task<ContentHash> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default) => Task.FromResult(ContentHash.Of(content.Span));

    public Task<Stream> OpenReadAsync(ContentHash document, CancellationToken cancellationToken = default) => throw new FileNotFoundException("No documents are kept.");

    public Task<bool> ExistsAsync(ContentHash document, CancellationToken cancellationToken = default) => Task.FromResult(true);

    public Task<long> AppendUploadAsync(ContentHash uploadId, long offset, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken = default) =>
        Task.FromResult(offset + chunk.Length);

    public Task<bool> CompleteUploadAsync(ContentHash uploadId, CancellationToken cancellationToken = default) => Task.FromResult(true);

    public Task<Stream> OpenUploadAsync(ContentHash uploadId, CancellationToken cancellationToken = default) =>
        Task.FromResult<Stream>(new MemoryStream(SampleInvoice.Pdf, writable: false));

    public Task<int> RemoveDocumentsAsync(DateTimeOffset putBefore, IReadOnlySet<ContentHash> except, CancellationToken cancellationToken = default) => Task.FromResult(0);

    public Task<int> RemoveUploadsAsync(DateTimeOffset olderThan, CancellationToken cancellationToken = default) => Task.FromResult(0);
}
