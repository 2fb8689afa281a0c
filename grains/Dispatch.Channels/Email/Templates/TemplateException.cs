namespace Dispatch.Channels.Email.Templates;

/// <summary>A template that cannot be used, with the mend in its message. Never holds what was to be filled in.</summary>
/// <param name="part">Which of the three.</param>
/// <param name="line">Where in it, from 1; none if it cannot be told.</param>
/// <param name="message">What is wrong and what to do.</param>
internal sealed class TemplateException(MessagePart part, int? line, string message) : Exception(message)
{
    /// <summary>Which of the three.</summary>
    public MessagePart Part { get; } = part;

    /// <summary>Where in it, from 1; none if it cannot be told.</summary>
    public int? Line { get; } = line;
}
