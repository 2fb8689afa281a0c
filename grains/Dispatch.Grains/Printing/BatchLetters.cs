using Dispatch.Abstractions;
using Dispatch.Grains.Dispatches;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Printing;

namespace Dispatch.Grains.Printing;

/// <summary>Brings the rows of a batch's letters to where the batch is.</summary>
internal sealed class BatchLetters(IPrintBatchStore batches, DispatchServices services, IGrainFactory grains)
{
    private const int MaxReportCount = 32;

    /// <summary>
    /// Writes what the batch's state means for each of its letters, until none is left behind. Letters that were cancelled or held by a person meanwhile,
    /// or have left the batch, stay as they are.
    /// </summary>
    /// <returns>All letters of the batch's row as they stand then, by their row id.</returns>
    public async Task<IReadOnlyDictionary<long, DispatchRecord>> FollowAsync(PrintBatchRow batch, BatchDetails details)
    {
        var envelopes = details.Envelopes.SelectMany(envelope => envelope.Letters.Select(letter => (letter, envelope.Number))).ToDictionary();
        while (true)
        {
            var letters = await batches.ListLettersAsync(batch.Id);
            var writes = letters
                .Where(letter => envelopes.ContainsKey(letter.Row.Id) && !IsOver(letter))
                .Select(letter => (Letter: letter, Change: LetterFollowing.Follow(
                    batch.Progress, details.ExceptionOf(envelopes[letter.Row.Id]), letter.Progress, letter.Row.Fallback is not null && letter.Invoice.ErasedAt is null)))
                .Where(write => write.Change is not null)
                .ToList();
            if (writes.Count == 0)
                return letters.ToDictionary(letter => letter.Row.Id);

            var results = await Task.WhenAll(writes.Select(write => services.Store.WriteAsync(new ProgressWrite(
                write.Letter.Row.Id, new WriteGuard.OfVersion(write.Letter.Version), write.Change!.Next, write.Change.ActivatesFallback ? write.Letter.Row.Fallback : null))));
            await ReportAsync([.. writes.Zip(results)
                .Where(pair => pair.Second.IsWritten)
                .Select(pair => (pair.First.Letter with { Progress = pair.First.Change!.Next, Version = pair.Second.Version }, pair.Second.FallbackActivated))]);
        }
    }

    /// <summary>Refuses the letter of that name alone, since its frozen PDF cannot be printed.</summary>
    /// <returns>Whether one of the letters has that name.</returns>
    public async Task<bool> RefuseAsync(IEnumerable<DispatchRecord> letters, string name)
    {
        if (letters.FirstOrDefault(letter => letter.Row.DispatchId.NameFor(letter.Invoice.Name) == name) is not { } letter)
            return false;
        var batch = new DispatchProgress { State = DispatchState.Refused, Reason = ReasonCode.ContentRefused, ChangedAt = services.Clock.GetUtcNow() };
        if (LetterFollowing.Follow(batch, exception: null, letter.Progress, letter.Row.Fallback is not null) is { } change)
        {
            var result = await services.Store.WriteAsync(new ProgressWrite(
                letter.Row.Id, new WriteGuard.OfVersion(letter.Version), change.Next, change.ActivatesFallback ? letter.Row.Fallback : null));
            if (result.IsWritten)
                await ReportAsync([(letter with { Progress = change.Next, Version = result.Version }, result.FallbackActivated)]);
        }

        return true;
    }

    /// <summary>Refused, and its personal data removed: nobody knows its address any more, and its fallback may have gone out. A retried batch leaves it.</summary>
    private static bool IsOver(DispatchRecord letter) => letter is { Progress.State: DispatchState.Refused, Invoice.ErasedAt: not null };

    private async Task ReportAsync(IReadOnlyList<(DispatchRecord Letter, bool FallbackActivated)> changed)
    {
        foreach (var (letter, isActivated) in changed)
        {
            services.Logger.OutcomeRecorded(letter.Row.DispatchId, letter.Progress.Attempt, letter.Progress.State);
            services.Instruments.OutcomeRecorded(letter, services.Clock.GetUtcNow() - letter.Invoice.FinalizedAt);
            if (isActivated)
                services.Recovery.Note(letter.Row.Queue);
        }

        foreach (var some in changed.Where(change => change.Letter.Progress.State != DispatchState.Sending).Chunk(MaxReportCount))
            await Task.WhenAll(some.Select(ReportAsync));
    }

    private async Task ReportAsync((DispatchRecord Letter, bool FallbackActivated) change)
    {
        var (row, progress, _, invoice) = change.Letter;
        try
        {
            await grains.GetGrain<ISubscriptionGrain>(new SubscriptionId(invoice.Biller, invoice.Subscription).ToString())
                .ReportAsync(new DispatchReport(row.DispatchId, progress.State, progress.Outcome, change.FallbackActivated));
        }
        catch (Exception e)
        {
            // Only a notification: the row says the same.
            services.Logger.ReportFailed(row.DispatchId, e.GetType().Name);
        }
    }
}
