using Dispatch.Abstractions;

namespace Dispatch.Channels;

/// <summary>Where a channel reads frozen documents from.</summary>
public interface IDocumentSource
{
    /// <summary>Opens a document for reading; the caller disposes the stream.</summary>
    /// <exception cref="FileNotFoundException">No such document.</exception>
    Task<Stream> OpenReadAsync(ContentHash document, CancellationToken cancellationToken);
}
