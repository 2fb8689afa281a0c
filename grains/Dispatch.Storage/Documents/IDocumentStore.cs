using Dispatch.Abstractions;

namespace Dispatch.Storage.Documents;

/// <summary>Documents by content hash. A document that was put is on disk, with its directory entry, when the call ends.</summary>
public interface IDocumentStore
{
    /// <summary>Stores the bytes; a document that is there already is left as it is and counts as put now.</summary>
    /// <exception cref="StorageException">It could not be written; it may be tried again.</exception>
    Task<ContentHash> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default);

    /// <summary>Opens a document for reading; the caller disposes the stream.</summary>
    /// <exception cref="FileNotFoundException">No such document.</exception>
    Task<Stream> OpenReadAsync(ContentHash document, CancellationToken cancellationToken = default);

    /// <summary>Whether the document is there.</summary>
    Task<bool> ExistsAsync(ContentHash document, CancellationToken cancellationToken = default);

    /// <summary>Appends a chunk of an upload that is not a document yet.</summary>
    /// <param name="uploadId">The hash that the finished upload must have.</param>
    /// <param name="offset">Where the chunk belongs; a chunk that is there already is skipped.</param>
    /// <param name="chunk">At most 1 MB.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How many bytes are there now.</returns>
    Task<long> AppendUploadAsync(ContentHash uploadId, long offset, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken = default);

    /// <summary>Checks a finished upload's hash and makes it readable under that hash.</summary>
    /// <returns>False: the bytes have another hash, and were thrown away.</returns>
    Task<bool> CompleteUploadAsync(ContentHash uploadId, CancellationToken cancellationToken = default);

    /// <summary>Opens a completed upload; the caller disposes the stream.</summary>
    /// <exception cref="FileNotFoundException">No such upload.</exception>
    Task<Stream> OpenUploadAsync(ContentHash uploadId, CancellationToken cancellationToken = default);

    /// <summary>Removes documents that were last put before <paramref name="putBefore"/>.</summary>
    /// <param name="putBefore">What was put later stays.</param>
    /// <param name="except">What stays however old it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How many were removed.</returns>
    Task<int> RemoveDocumentsAsync(DateTimeOffset putBefore, IReadOnlySet<ContentHash> except, CancellationToken cancellationToken = default);

    /// <summary>Removes uploads, finished or not, that were last written before <paramref name="olderThan"/>. Documents are never touched.</summary>
    /// <returns>How many were removed.</returns>
    Task<int> RemoveUploadsAsync(DateTimeOffset olderThan, CancellationToken cancellationToken = default);
}
