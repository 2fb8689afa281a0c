using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Grains.Catalog;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Printing;

namespace Dispatch.Grains.Printing;

/// <summary>Print batches as people and programs see them.</summary>
internal static class PrintBatchViews
{
    /// <summary>A batch without its envelopes.</summary>
    public static PrintBatchView Of(PrintBatchRow row) => Of(row, BatchDetails.Parse(row.Details));

    /// <summary>A batch with its envelopes. Letters that have left it are not in them.</summary>
    public static PrintBatchView Of(PrintBatchRow row, IReadOnlyDictionary<long, DispatchRecord> letters)
    {
        var details = BatchDetails.Parse(row.Details);
        return Of(row, details) with
        {
            Envelopes = [.. details.Envelopes.Select(envelope => new PrintBatchEnvelope(
                envelope.Number, envelope.Sheets,
                [.. envelope.Letters.Where(letters.ContainsKey).Select(id => letters[id]).Select(letter => letter.Row.DispatchId.NameFor(letter.Invoice.Name))]))],
        };
    }

    private static PrintBatchView Of(PrintBatchRow row, BatchDetails details) => new()
    {
        Id = row.Id,
        Number = row.Number,
        Printer = ChannelLane.DestinationOf(row.Lane),
        Run = row.RunId,
        State = row.Progress.State,
        Reason = row.Progress.Reason,
        DueAt = row.Progress.DueAt,
        CreatedAt = row.CreatedAt,
        PossibleDuplicate = row.Progress.IsPossibleDuplicate,
        LetterCount = details.LetterCount,
        EnvelopeCount = details.Envelopes.Count,
        SheetCount = details.Envelopes.Sum(envelope => envelope.Sheets),
        Postage = details.Postage,
        Enclosures = [.. details.Enclosures.Select(enclosure => enclosure.Id)],
        EnvelopeSheets = details.EnvelopeSheets,
        ReprintOf = details.Reprint?.Of,
        ReprintReason = details.Reprint?.Reason,
        ReprintBy = details.Reprint?.By,
        Attempts = Views.AttemptsOf(row.Progress),
    };
}
