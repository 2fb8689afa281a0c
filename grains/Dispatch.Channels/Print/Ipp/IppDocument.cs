namespace Dispatch.Channels.Print.Ipp;

/// <summary>A document on its way into a job.</summary>
/// <param name="OpenAsync">Opens it; may be called several times.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its SHA-256, lower-case hex.</param>
internal sealed record IppDocument(Func<CancellationToken, Task<Stream>> OpenAsync, long Bytes, string Sha256);
