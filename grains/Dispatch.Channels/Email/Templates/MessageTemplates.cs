using System.Collections.Concurrent;
using Dispatch.Abstractions;

namespace Dispatch.Channels.Email.Templates;

/// <summary>Which texts a message has: chosen once, at finalization, and found again by their hash in every attempt.</summary>
internal sealed class MessageTemplates
{
    // Older versions are only needed by what was finalized before the last edit and is still open.
    private const int MaxOlderCount = 256;

    private readonly Dictionary<(string Biller, Language Language), MessageTemplate> _own;
    private readonly Dictionary<ContentHash, MessageTemplate> _current;
    private readonly ConcurrentDictionary<ContentHash, MessageTemplate> _older = new();

    /// <summary>Reads the billers' templates.</summary>
    /// <exception cref="InvalidOperationException">They were changed after the options were checked, and cannot be used.</exception>
    public MessageTemplates(EmailTemplateOptions options)
    {
        (_own, var errors) = TemplateFolder.Read(options.Folder);
        if (errors.Count > 0)
            throw new InvalidOperationException(errors[0]);
        _current = _own.Values.Concat(Enum.GetValues<Language>().Select(BuiltInTemplates.Of)).DistinctBy(template => template.Hash).ToDictionary(template => template.Hash);
    }

    /// <summary>The texts of what is finalized now: the biller's own, else the built-in ones of the language.</summary>
    public MessageTemplate Choose(string biller, Language language) =>
        _own.TryGetValue((biller, language), out var own) ? own : BuiltInTemplates.Of(language);

    /// <summary>The texts that were frozen; the built-in ones for what was finalized before texts were frozen.</summary>
    /// <exception cref="IOException">The store does not have them (now).</exception>
    /// <exception cref="InvalidDataException">What the store has cannot be used.</exception>
    public async ValueTask<MessageTemplate> FindAsync(Shipment shipment, IDocumentSource documents, CancellationToken cancellationToken)
    {
        if (shipment.Template is not { } hash)
            return BuiltInTemplates.Of(shipment.Language);
        if (_current.TryGetValue(hash, out var current) || _older.TryGetValue(hash, out current))
            return current;

        var template = MessageTemplate.Read(await documents.ReadAsync(hash, cancellationToken));
        if (_older.Count < MaxOlderCount)
            _older.TryAdd(hash, template);
        return template;
    }
}
