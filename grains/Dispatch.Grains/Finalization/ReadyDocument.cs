namespace Dispatch.Grains.Finalization;

/// <summary>A PDF that the billing system rendered.</summary>
/// <param name="Pdf">Its bytes.</param>
/// <param name="PageCount">Its pages, at least one.</param>
/// <param name="IsFacturX">Whether it has an invoice as XML inside.</param>
internal sealed record ReadyDocument(ReadOnlyMemory<byte> Pdf, int PageCount, bool IsFacturX);
