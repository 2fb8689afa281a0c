using Dispatch.Documents.Batches;

namespace Dispatch.Grains.Printing;

/// <summary>A composed print batch in a temporary file, which goes with it.</summary>
/// <param name="file">Keeps the file; open for writing as long as this lives.</param>
/// <param name="composed">What is in it.</param>
/// <param name="sha256">Of its bytes, lower-case hex.</param>
internal sealed class MadeBatch(FileStream file, ComposedBatch composed, string sha256) : IDisposable
{
    /// <summary>What is in it.</summary>
    public ComposedBatch Composed { get; } = composed;

    /// <summary>SHA-256 of its bytes, lower-case hex.</summary>
    public string Sha256 { get; } = sha256;

    /// <summary>Its size.</summary>
    public long Bytes { get; } = file.Length;

    /// <summary>Opens it for reading; the caller disposes the stream.</summary>
    public Task<Stream> OpenAsync(CancellationToken cancellationToken) => Task.FromResult<Stream>(
        new FileStream(file.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan));

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
