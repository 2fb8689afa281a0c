using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Grains.Printing;

/// <summary>Chooses what of a print batch is printed again. Pure.</summary>
internal static class Reprints
{
    /// <summary>The envelopes that an order names, with the letters in them that are copied.</summary>
    public static IReadOnlyList<BatchDetails.Envelope> Select(BatchDetails details, IReadOnlyDictionary<long, DispatchRecord> letters, ReprintOrder order) =>
    [
        .. details.Envelopes
            .Where(envelope => envelope.Number >= (order.FirstEnvelope ?? int.MinValue) && envelope.Number <= (order.LastEnvelope ?? int.MaxValue))
            .Select(envelope => envelope with { Letters = [.. envelope.Letters.Where(id => letters.TryGetValue(id, out var letter) && IsChosen(letter, order))] })
            .Where(envelope => envelope.Letters.Count > 0),
    ];

    /// <summary>The details of the batch of copies: the same envelopes under the same numbers.</summary>
    /// <param name="details">What was printed first.</param>
    /// <param name="envelopes">What of it is printed again.</param>
    /// <param name="copies">The ids of the copies, in the order of the letters in <paramref name="envelopes"/>.</param>
    /// <param name="note">Who and why.</param>
    public static BatchDetails DetailsOf(BatchDetails details, IReadOnlyList<BatchDetails.Envelope> envelopes, IReadOnlyList<long> copies, ReprintNote note)
    {
        var next = new Queue<long>(copies);
        return details with
        {
            Envelopes = [.. envelopes.Select(envelope => envelope with { Letters = [.. envelope.Letters.Select(_ => next.Dequeue())] })],
            Reprint = note,
            Exceptions = null,
        };
    }

    /// <summary>An order in words.</summary>
    public static string Describe(ReprintOrder order) => order.Dispatch
        ?? string.Create(CultureInfo.InvariantCulture, $"{order.FirstEnvelope}-{order.LastEnvelope}");

    private static bool IsChosen(DispatchRecord letter, ReprintOrder order) =>
        letter.Invoice.ErasedAt is null && (order.Dispatch is null || letter.Row.DispatchId.NameFor(letter.Invoice.Name) == order.Dispatch);
}
