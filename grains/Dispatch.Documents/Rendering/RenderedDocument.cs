namespace Dispatch.Documents.Rendering;

/// <summary>A finished PDF.</summary>
/// <param name="Pdf">Its bytes.</param>
/// <param name="PageCount">How many pages it has.</param>
public sealed record RenderedDocument(ReadOnlyMemory<byte> Pdf, int PageCount);
