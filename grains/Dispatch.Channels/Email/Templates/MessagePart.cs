namespace Dispatch.Channels.Email.Templates;

/// <summary>What a template makes.</summary>
internal enum MessagePart
{
    /// <summary>The subject, one line.</summary>
    Subject = 0,

    /// <summary>The plain text.</summary>
    Text = 1,

    /// <summary>The HTML of the same content.</summary>
    Html = 2,
}
