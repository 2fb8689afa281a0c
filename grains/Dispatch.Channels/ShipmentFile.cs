using Dispatch.Abstractions;

namespace Dispatch.Channels;

/// <summary>A frozen file of a shipment.</summary>
/// <param name="Hash">Its address in the document store.</param>
/// <param name="Bytes">Its size in bytes.</param>
/// <param name="FileName">A bare file name, for the receiver to see.</param>
/// <param name="MimeType">For example <c>application/pdf</c>.</param>
public sealed record ShipmentFile(ContentHash Hash, long Bytes, string FileName, string MimeType);
