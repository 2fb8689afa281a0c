using System.Text.Json;

namespace Dispatch.Channels.Email.Templates;

/// <summary>The three Liquid sources of a message. Their JSON is what is frozen: its hash is the template's version.</summary>
/// <param name="Subject">Makes the subject.</param>
/// <param name="Text">Makes the plain text.</param>
/// <param name="Html">Makes the HTML.</param>
internal sealed record TemplateTexts(string Subject, string Text, string Html)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    /// <summary>The source of a part.</summary>
    public string Of(MessagePart part) => part switch
    {
        MessagePart.Subject => Subject,
        MessagePart.Text => Text,
        _ => Html,
    };

    /// <summary>Writes it; the same texts give the same bytes.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static TemplateTexts Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<TemplateTexts>(json, Json) is { Subject: not null, Text: not null, Html: not null } texts
                ? texts
                : throw new InvalidDataException("The stored document is no message template.");
        }
        catch (JsonException)
        {
            throw new InvalidDataException("The stored document is no message template.");
        }
    }
}
