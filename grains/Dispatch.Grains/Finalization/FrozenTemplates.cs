using System.Collections.Concurrent;
using Dispatch.Abstractions;
using Dispatch.Channels.Email;
using Dispatch.Storage.Documents;

namespace Dispatch.Grains.Finalization;

/// <summary>Keeps the texts of e-mails in the document store: once per version, however many dispatches name it.</summary>
internal sealed class FrozenTemplates(EmailAcceptance emails, IDocumentStore documents, TimeProvider clock)
{
    // Removal of old documents spares what was put within a day before an invoice that still needs it.
    private static readonly TimeSpan PutAgainAfter = TimeSpan.FromHours(12);

    private readonly ConcurrentDictionary<ContentHash, DateTimeOffset> _putAt = new();

    /// <summary>The versions that the e-mails of an invoice name, by language, on disk when the call ends; none without e-mails.</summary>
    public async Task<IReadOnlyDictionary<Language, ContentHash>?> FreezeAsync(string biller, IReadOnlyList<PlannedDispatch> dispatches)
    {
        var languages = dispatches.Where(dispatch => dispatch.Kind == DispatchKind.Email).Select(dispatch => dispatch.Language).Distinct().ToList();
        if (languages.Count == 0)
            return null;

        var versions = new Dictionary<Language, ContentHash>();
        foreach (var language in languages)
        {
            var template = emails.TemplateOf(biller, language);
            var now = clock.GetUtcNow();
            if (!_putAt.TryGetValue(template.Hash, out var putAt) || now - putAt >= PutAgainAfter)
            {
                await documents.PutAsync(template.Content);
                _putAt[template.Hash] = now;
            }

            versions.Add(language, template.Hash);
        }

        return versions;
    }
}
