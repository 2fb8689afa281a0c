using Dispatch.Abstractions;
using Fluid;

namespace Dispatch.Channels.Email.Templates;

/// <summary>A version of a message's texts. Can be filled in by any number of threads at once.</summary>
internal sealed class MessageTemplate
{
    private readonly IFluidTemplate _subject;
    private readonly IFluidTemplate _text;
    private readonly IFluidTemplate _html;

    private MessageTemplate(byte[] content, TemplateTexts texts)
    {
        Content = content;
        Hash = ContentHash.Of(content);
        _subject = TemplateLanguage.Parse(MessagePart.Subject, texts.Subject);
        _text = TemplateLanguage.Parse(MessagePart.Text, texts.Text);
        _html = TemplateLanguage.Parse(MessagePart.Html, texts.Html);
    }

    /// <summary>The version's name.</summary>
    public ContentHash Hash { get; }

    /// <summary>What is frozen of it.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>Reads the three sources.</summary>
    /// <exception cref="TemplateException">One cannot be used.</exception>
    public static MessageTemplate Parse(TemplateTexts texts) => new(texts.ToJson(), texts);

    /// <summary>Reads a frozen version.</summary>
    /// <exception cref="InvalidDataException">It is none, or cannot be used any more.</exception>
    public static MessageTemplate Read(byte[] content)
    {
        try
        {
            return new MessageTemplate(content, TemplateTexts.Parse(content));
        }
        catch (TemplateException error)
        {
            throw new InvalidDataException($"The stored message template cannot be used: its {error.Part}.");
        }
    }

    /// <summary>Fills it in.</summary>
    /// <exception cref="TemplateException">It failed, or gave no text, or a subject of several lines.</exception>
    public MessageTexts Render(Shipment shipment)
    {
        var subject = TemplateLanguage.Render(MessagePart.Subject, _subject, TemplateVariables.Of(shipment, subject: null)).Trim();
        if (subject.Length == 0 || HeaderText.IsUnsafe(subject))
            throw new TemplateException(MessagePart.Subject, null, "the subject must be one line that is not empty; write it so.");

        var context = TemplateVariables.Of(shipment, subject);
        return new MessageTexts(subject, Body(MessagePart.Text, _text, context), Body(MessagePart.Html, _html, context));
    }

    private static string Body(MessagePart part, IFluidTemplate template, TemplateContext context)
    {
        var text = TemplateLanguage.Render(part, template, context).Trim();
        if (text.Length == 0 || text.Contains('\0', StringComparison.Ordinal))
            throw new TemplateException(part, null, "the text must not be empty or contain NUL; correct it.");
        return text.ReplaceLineEndings("\r\n") + "\r\n";
    }
}
