using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Storage.Documents;

namespace Dispatch.Grains.Documents;

/// <summary>Lets channels read from the document store.</summary>
internal sealed class DocumentSource(IDocumentStore store) : IDocumentSource
{
    /// <inheritdoc/>
    public Task<Stream> OpenReadAsync(ContentHash document, CancellationToken cancellationToken) => store.OpenReadAsync(document, cancellationToken);
}
