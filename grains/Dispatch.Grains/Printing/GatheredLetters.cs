using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Grains.Finalization;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Grains.Printing;

/// <summary>Which letters go to their printer in print batches.</summary>
internal static class GatheredLetters
{
    /// <summary>
    /// On a printer that takes batches: those of runs, and of invoices of their own those with enclosures or postage, since only a batch has these printed too
    /// and says on its sheets how it is franked. A copy that is in no batch goes like an invoice of its own.
    /// </summary>
    public static bool Are(ChannelDirectory channels, DispatchRow row) => row.Kind == DispatchKind.Post
        && channels.BatchesOf(ChannelLane.DestinationOf(row.Lane)) is not null
        && (row.Queue > 0 || LetterTerms.Parse(row.Letter) is { Enclosures.Count: > 0 } or { Postage: not null });
}
