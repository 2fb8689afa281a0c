using Dispatch.Abstractions;

namespace Dispatch.Channels.Print;

/// <summary>One letter in an envelope.</summary>
/// <param name="Dispatch">The dispatch id on the outside.</param>
/// <param name="Invoice">The invoice's number.</param>
/// <param name="Document">The frozen PDF's hash.</param>
/// <param name="PageCount">Its pages.</param>
public sealed record BatchShipmentLetter(string Dispatch, string Invoice, ContentHash Document, int PageCount);
