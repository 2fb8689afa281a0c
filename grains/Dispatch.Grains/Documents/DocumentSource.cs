using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Storage.Documents;

namespace Dispatch.Grains.Documents;

/// <summary>Gives channels the document store, of which they know nothing; its failures reach them as those of a stream.</summary>
internal sealed class DocumentSource(IDocumentStore store) : IDocumentSource
{
    /// <inheritdoc/>
    public async Task<Stream> OpenReadAsync(ContentHash document, CancellationToken cancellationToken)
    {
        try
        {
            return await store.OpenReadAsync(document, cancellationToken);
        }
        catch (StorageException e)
        {
            throw new IOException("The document store cannot be read now.", e);
        }
    }
}
