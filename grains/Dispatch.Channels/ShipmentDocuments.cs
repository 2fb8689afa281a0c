using Dispatch.Abstractions;

namespace Dispatch.Channels;

/// <summary>Reads frozen documents and makes sure that they are still what was frozen.</summary>
public static class ShipmentDocuments
{
    /// <summary>The document's bytes.</summary>
    /// <exception cref="InvalidDataException">The store gave other bytes than the hash names.</exception>
    public static Task<byte[]> ReadAsync(this IDocumentSource documents, ShipmentFile file, CancellationToken cancellationToken) =>
        documents.ReadAsync(file.Hash, cancellationToken, file.Bytes);

    /// <summary>The bytes of what has that hash.</summary>
    /// <exception cref="InvalidDataException">The store gave other bytes than the hash names.</exception>
    public static async Task<byte[]> ReadAsync(this IDocumentSource documents, ContentHash hash, CancellationToken cancellationToken, long expectedBytes = 0)
    {
        await using var source = await documents.OpenReadAsync(hash, cancellationToken);
        using var bytes = new MemoryStream((int)Math.Clamp(expectedBytes, 0, int.MaxValue / 2));
        await source.CopyToAsync(bytes, cancellationToken);
        var content = bytes.ToArray();
        return ContentHash.Of(content) == hash
            ? content
            : throw new InvalidDataException($"The document store returned other content than {hash}.");
    }

    /// <summary>Whether <paramref name="error"/> says that a document cannot be read now.</summary>
    public static bool IsUnreadable(Exception error) => error is IOException or UnauthorizedAccessException or InvalidDataException;
}
