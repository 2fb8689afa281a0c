using System.Collections.Concurrent;
using Dispatch.Abstractions;
using Dispatch.Storage.Documents;

namespace Dispatch.Grains.Finalization;

/// <summary>Sees that the enclosures of a letter are in the document store, and stay as long as the letter: also when the biller has others by then.</summary>
internal sealed class KeptEnclosures(IDocumentStore documents, TimeProvider clock)
{
    // Removal of old documents spares what was put within a day before an invoice that still needs it.
    private static readonly TimeSpan PutAgainAfter = TimeSpan.FromHours(12);

    private readonly ConcurrentDictionary<ContentHash, DateTimeOffset> _putAt = new();

    /// <summary>Counts what the letters enclose as put now, once in half a day.</summary>
    /// <returns>Which enclosure is missing; none if all are there.</returns>
    public async Task<Problem?> KeepAsync(IReadOnlyList<PlannedDispatch> dispatches)
    {
        foreach (var enclosure in dispatches.SelectMany(dispatch => dispatch.Terms.Enclosures).DistinctBy(enclosure => enclosure.Hash))
        {
            var now = clock.GetUtcNow();
            if (_putAt.TryGetValue(enclosure.Hash, out var putAt) && now - putAt < PutAgainAfter)
                continue;
            try
            {
                await documents.PutAsync(await ReadAsync(enclosure.Hash));
            }
            catch (FileNotFoundException)
            {
                return new Problem(
                    "enclosure_missing", "enclosures", enclosure.Id, $"The PDF of the enclosure '{enclosure.Id}' is not in the document store.", "Import the biller again, with the file.");
            }

            _putAt[enclosure.Hash] = now;
        }

        return null;
    }

    private async Task<byte[]> ReadAsync(ContentHash document)
    {
        await using var stream = await documents.OpenReadAsync(document);
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }
}
