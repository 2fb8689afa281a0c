using Dispatch.Abstractions;
using Dispatch.Storage.Documents;
using Orleans.Concurrency;

namespace Dispatch.Grains.Documents;

/// <summary>Reads documents and previews for clients.</summary>
[StatelessWorker]
internal sealed class DocumentGrain(IDocumentStore store) : Grain, IDocumentGrain
{
    private const int ChunkBytes = 512 * 1024;

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(long offset)
    {
        if (!ContentHash.TryParse(this.GetPrimaryKeyString(), out var hash))
            return null;

        try
        {
            await using var stream = await store.ExistsAsync(hash) ? await store.OpenReadAsync(hash) : await store.OpenUploadAsync(hash);
            if (offset >= stream.Length)
                return [];
            stream.Position = offset;
            var chunk = new byte[Math.Min(ChunkBytes, stream.Length - offset)];
            await stream.ReadExactlyAsync(chunk);
            return chunk;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
