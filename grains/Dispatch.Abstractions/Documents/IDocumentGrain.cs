namespace Dispatch.Abstractions;

/// <summary>Reads documents and previews in chunks. A stateless worker; key: the document's SHA-256.</summary>
[Alias("dispatch.document-grain.v1"), ClientFacing]
public interface IDocumentGrain : IGrainWithStringKey
{
    /// <summary>Reads at most 512 KiB from <paramref name="offset"/>.</summary>
    /// <returns>The bytes, empty at the end; none if there is no such document.</returns>
    [Alias("read")]
    Task<byte[]?> ReadAsync(long offset);
}
