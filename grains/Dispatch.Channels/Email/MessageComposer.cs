using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Dispatch.Abstractions;
using Dispatch.Channels.Email.Dkim;
using Dispatch.Channels.Email.Templates;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace Dispatch.Channels.Email;

/// <summary>Makes of a shipment the message that is sent: its frozen texts, its parts, its signatures.</summary>
/// <param name="options">Templates and keys; checked before.</param>
/// <param name="clock">The time of signatures.</param>
/// <param name="logger">The channel's log.</param>
internal sealed class MessageComposer(EmailOptions options, TimeProvider clock, ILogger logger)
{
    private readonly ConcurrentDictionary<string, bool> _unsigned = new(StringComparer.Ordinal);
    private readonly MessageTemplates _templates = new(options.Templates);
    private readonly DkimSignatures _signatures = new(options.Dkim.Values, clock);

    /// <summary>The texts that were frozen for the shipment.</summary>
    /// <exception cref="IOException">They cannot be read now.</exception>
    /// <exception cref="InvalidDataException">They were changed, or cannot be used any more.</exception>
    public ValueTask<MessageTemplate> FindTemplateAsync(Shipment shipment, IDocumentSource documents, CancellationToken cancellationToken) =>
        _templates.FindAsync(shipment, documents, cancellationToken);

    /// <summary>Composes and signs, or says why the message can never be sent. But for the signatures the same shipment gives the same bytes.</summary>
    public bool TryCompose(
        Shipment shipment,
        MessageTemplate template,
        IReadOnlyList<byte[]> contents,
        [NotNullWhen(true)] out MimeMessage? message,
        [NotNullWhen(false)] out AttemptOutcome.Refused? refusal)
    {
        message = null;
        MessageTexts texts;
        try
        {
            texts = template.Render(shipment);
        }
        catch (TemplateException)
        {
            refusal = new AttemptOutcome.Refused(ReasonCode.ContentRefused);
            return false;
        }

        if (!InvoiceMessage.TryCreate(shipment, texts, contents, out message, out refusal))
            return false;
        if (!_signatures.Sign(message) && _unsigned.TryAdd(shipment.Biller, true))
            logger.Unsigned(shipment.Biller);
        return true;
    }
}
