namespace Dispatch.Channels.Email.Templates;

/// <summary>What one message says.</summary>
/// <param name="Subject">One line without control characters.</param>
/// <param name="Text">The plain text, lines ended by CR LF.</param>
/// <param name="Html">The HTML, lines ended by CR LF.</param>
internal sealed record MessageTexts(string Subject, string Text, string Html);
