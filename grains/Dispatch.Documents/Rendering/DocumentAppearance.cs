namespace Dispatch.Documents.Rendering;

/// <summary>How a biller's documents look. Who is legally the seller comes from the invoice.</summary>
/// <param name="SenderName">The biller's name in the letter head.</param>
/// <param name="SenderLines">Its address lines under the name.</param>
/// <param name="Logo">SVG or PNG bytes, recognized by their content; none: the name is drawn large instead.</param>
/// <param name="Window">Where the address stands.</param>
public sealed record DocumentAppearance(string SenderName, IReadOnlyList<string> SenderLines, ReadOnlyMemory<byte>? Logo, EnvelopeWindow Window);
