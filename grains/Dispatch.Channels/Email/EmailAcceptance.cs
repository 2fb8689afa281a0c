using System.Globalization;
using System.Text;
using Dispatch.Abstractions;
using Dispatch.Channels.Email.Templates;

namespace Dispatch.Channels.Email;

/// <summary>What finalization asks before it accepts an e-mail: which texts to freeze, and whether the message can be composed at all.</summary>
public sealed class EmailAcceptance
{
    /// <summary>More than the message's own headers, two signatures and the boundaries need.</summary>
    private const int HeaderBytes = 8 * 1024;

    /// <summary>More than the headers of a part need besides its file name.</summary>
    private const int PartHeaderBytes = 512;

    private readonly MessageTemplates _templates;
    private readonly long _maxMessageBytes;

    internal EmailAcceptance(EmailOptions options)
    {
        _templates = new MessageTemplates(options.Templates);
        _maxMessageBytes = options.MaxMessageBytes;
    }

    /// <summary>The texts of what is finalized now.</summary>
    public FrozenTemplate TemplateOf(string biller, Language language)
    {
        var template = _templates.Choose(biller, language);
        return new FrozenTemplate(template.Hash, template.Content);
    }

    /// <summary>Why the message can never be sent; empty if it can. A document whose size is not known yet counts as empty.</summary>
    /// <param name="shipment">The message to be.</param>
    /// <param name="definition">The definition's id, for the errors.</param>
    public IReadOnlyList<Problem> Check(Shipment shipment, string definition)
    {
        var faults = MessageFaults.Find(shipment).Distinct().ToList();
        if (faults.Count > 0)
            return [.. faults.Select(fault => new Problem("message_impossible", fault.Field, definition, $"The e-mail of the definition '{definition}' cannot be composed: {fault.Field} {fault.What}.", fault.Mend))];

        try
        {
            return CheckSize(shipment, _templates.Choose(shipment.Biller, shipment.Language).Render(shipment), definition);
        }
        catch (TemplateException error)
        {
            return [new Problem(
                "template_failed", $"invoice.{shipment.Language.ToString().ToLowerInvariant()}.{error.Part.ToString().ToLowerInvariant()}", shipment.Biller,
                $"The e-mail of the definition '{definition}' cannot be composed: {error.Message}", "Correct the biller's template under Email:Templates:Folder, then restart.")];
        }
    }

    private Problem[] CheckSize(Shipment shipment, MessageTexts texts, string definition)
    {
        var bytes = EncodedBytes(shipment, texts);
        return bytes <= _maxMessageBytes ? [] :
        [
            new Problem(
                "size_exceeded", "BG-24", string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
                string.Create(CultureInfo.InvariantCulture, $"The e-mail of the definition '{definition}' has {bytes} bytes with its attachments encoded; Email:MaxMessageBytes is {_maxMessageBytes}."),
                "Send smaller attachments, or raise Email:MaxMessageBytes if the relay takes more."),
        ];
    }

    /// <summary>At least as many bytes as the message will have, and hardly more.</summary>
    internal static long EncodedBytes(Shipment shipment, MessageTexts texts) =>
        HeaderBytes
        + QuotedPrintableBytes(texts.Subject + texts.Text + texts.Html)
        + shipment.Attachments.Prepend(shipment.Document).Sum(file => PartHeaderBytes + (8L * Encoding.UTF8.GetByteCount(file.FileName)) + Base64Bytes(file.Bytes));

    /// <summary>Lines of 72 characters and CR LF (RFC 2045 §6.8 allows 76).</summary>
    private static long Base64Bytes(long bytes)
    {
        var characters = (bytes + 2) / 3 * 4;
        return characters + ((characters / 72) + 1) * 2;
    }

    private static long QuotedPrintableBytes(string text)
    {
        var ascii = text.Count(char.IsAscii);
        var quoted = text.Count(character => character is '=' or '\t' or '\r' or '\n') * 3L;
        var encoded = ascii + quoted + (3L * (Encoding.UTF8.GetByteCount(text) - ascii));
        return encoded + (encoded / 64 * 3);
    }
}
