using Dispatch.Abstractions;
using Dispatch.Storage.Documents;

namespace Dispatch.Grains.Documents;

/// <summary>Takes one upload; one activation per hash keeps its chunks in order.</summary>
internal sealed class UploadGrain(IDocumentStore store) : Grain, IUploadGrain
{
    /// <inheritdoc/>
    public Task<long> AppendAsync(long offset, ReadOnlyMemory<byte> chunk)
    {
        if (chunk.Length is 0 or > IUploadGrain.MaxChunkBytes)
            throw new ArgumentException($"A chunk has 1 to {IUploadGrain.MaxChunkBytes} bytes, not {chunk.Length}.", nameof(chunk));
        if (offset < 0 || offset + chunk.Length > IUploadGrain.MaxUploadBytes)
            throw new ArgumentException($"An upload has at most {IUploadGrain.MaxUploadBytes} bytes.", nameof(offset));
        return store.AppendUploadAsync(Hash(), offset, chunk);
    }

    /// <inheritdoc/>
    public async Task<bool> CompleteAsync()
    {
        var isWhole = await store.CompleteUploadAsync(Hash());
        DeactivateOnIdle();
        return isWhole;
    }

    private ContentHash Hash() => ContentHash.TryParse(this.GetPrimaryKeyString(), out var hash)
        ? hash
        : throw new ArgumentException("An upload is named by the SHA-256 of its content, 64 hexadecimal digits.");
}
