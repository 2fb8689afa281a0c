namespace Dispatch.Abstractions;

/// <summary>Takes a large file in chunks. Key: the SHA-256 of the whole file. What no request names within a day is removed.</summary>
[Alias("dispatch.upload-grain.v1"), ClientFacing]
public interface IUploadGrain : IGrainWithStringKey
{
    /// <summary>The largest chunk in bytes.</summary>
    const int MaxChunkBytes = 512 * 1024;

    /// <summary>The largest upload in bytes.</summary>
    const long MaxUploadBytes = 128L * 1024 * 1024;

    /// <summary>Adds a chunk. Repeating it changes nothing.</summary>
    /// <returns>How many bytes are there; the next chunk starts here.</returns>
    /// <exception cref="ArgumentException">The chunk or the upload is too large, or leaves a gap.</exception>
    [Alias("append")]
    Task<long> AppendAsync(long offset, ReadOnlyMemory<byte> chunk);

    /// <summary>Checks the hash and makes the file usable.</summary>
    /// <returns>False: the bytes have another hash and were thrown away.</returns>
    [Alias("complete")]
    Task<bool> CompleteAsync();
}
