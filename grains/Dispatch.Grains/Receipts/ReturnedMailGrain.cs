using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Grains.Controls;
using Dispatch.Grains.Dispatches;
using Dispatch.Grains.Dispatches.Machine;
using Dispatch.Grains.Telemetry;
using Dispatch.Storage.Dispatches;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Dispatch.Grains.Receipts;

/// <summary>Brings returned letters to their dispatches. What each does to its dispatch is decided there; here only words are added.</summary>
[StatelessWorker]
internal sealed class ReturnedMailGrain(
    IDispatchStore store, DispatchInstruments instruments, TimeProvider clock, ILogger<ReturnedMailGrain> logger) : Grain, IReturnedMailGrain
{
    private const string ProofKind = "returned";

    /// <summary>Clocks of whoever scans envelopes may be ahead.</summary>
    private static readonly TimeSpan _clockSlack = TimeSpan.FromDays(1);

    /// <summary>Whether it can be true depends on nothing of the lane.</summary>
    private static readonly DispatchPolicy _policy = new(
        new RetrySchedule(TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromDays(4)), UnknownRule.Hold, TimeSpan.Zero, HasFallback: false, 0);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ReturnedLetterAnswer>> CheckAsync(IReadOnlyList<ReturnedLetter> letters)
    {
        CheckCount(letters);
        return await Task.WhenAll(letters.Select(CheckAsync));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ReturnedLetterAnswer>> RecordAsync(IReadOnlyList<ReturnedLetter> letters, string by)
    {
        CheckCount(letters);
        if (ControlRules.CheckBy(by) is { } problem)
            return [.. letters.Select(_ => Declined(null, $"{problem.Message} {problem.Mend}"))];

        // A letter that stands there several times is brought in the order given: the first entry counts.
        var answers = new ReturnedLetterAnswer[letters.Count];
        await Task.WhenAll(letters.Index().GroupBy(entry => entry.Item.Dispatch).Select(async entries =>
        {
            foreach (var (index, letter) in entries)
                answers[index] = await RecordAsync(letter, by);
        }));
        return answers;
    }

    private async Task<ReturnedLetterAnswer> CheckAsync(ReturnedLetter letter) =>
        await store.FindDispatchAsync(letter.Dispatch) is { } record ? Judge(letter, record) : NotFound(letter);

    private async Task<ReturnedLetterAnswer> RecordAsync(ReturnedLetter letter, string by)
    {
        if (await store.FindDispatchAsync(letter.Dispatch) is not { } record)
            return NotFound(letter);
        if (Judge(letter, record) is { Result: not ReturnedLetterResult.Recorded } settled)
            return settled;

        var reason = ReturnReasons.ToReason(letter.Reason);
        var receipt = new DispatchReceipt(LateReceiptKind.Returned, reason, null, ProofKind, ProofOf(letter, by));
        var result = await GrainFactory.WorkerOf(record).ReceiveAsync(receipt);
        var current = await store.FindDispatchAsync(letter.Dispatch) ?? record;
        if (result != ReceiptResult.Recorded)
            return result == ReceiptResult.TooEarly ? TooEarly(current) : Judge(letter, current);

        instruments.ReceiptTaken(Words.Of(LateReceiptKind.Returned));
        logger.LetterReturned(letter.Dispatch, reason, by);
        return Answer(ReturnedLetterResult.Recorded, current, "Recorded.");
    }

    /// <summary>What entering it would do, by the same rules as its dispatch has.</summary>
    private ReturnedLetterAnswer Judge(ReturnedLetter letter, DispatchRecord record)
    {
        if (record.Row.Kind != DispatchKind.Post)
            return Declined(record, $"It is no letter but of kind {Words.Of(record.Row.Kind)}.");
        if (letter.ReturnedAt > clock.GetUtcNow() + _clockSlack)
            return Declined(record, "The time of its return is in the future.");
        if (letter.ReturnedAt is { } returnedAt && returnedAt + _clockSlack < record.Invoice.FinalizedAt)
            return Declined(record, "The time of its return is before the invoice was finalized.");

        var happening = new DispatchEvent.Received(
            clock.GetUtcNow(), LateReceiptKind.Returned, ReturnReasons.ToReason(letter.Reason), null, new Proof(ProofKind, ""));
        return ReturnedLetters.Apply(record.Progress, happening, _policy) switch
        {
            Transition.Changed => Answer(ReturnedLetterResult.Recorded, record, "It can be recorded."),
            Transition.Unchanged => Answer(ReturnedLetterResult.Repeated, record, "It had been recorded before."),
            Transition.Declined when record.Progress.State == DispatchState.Sending => TooEarly(record),
            Transition.Declined declined => Declined(record, declined.Why),
            var other => throw new InvalidOperationException($"No such transition: {other.GetType().Name}."),
        };
    }

    private static string ProofOf(ReturnedLetter letter, string by)
    {
        var day = letter.ReturnedAt is { } at ? string.Create(CultureInfo.InvariantCulture, $" {at.UtcDateTime:yyyy-MM-dd}") : "";
        var value = $"{letter.Reason.ToString().ToLowerInvariant()}{day} by {by}";
        return value.Length <= Proof.LongestValue ? value : value[..Proof.LongestValue];
    }

    private static ReturnedLetterAnswer Answer(ReturnedLetterResult result, DispatchRecord record, string message) => new(
        result, record.Progress.State, record.Progress.State == DispatchState.Bounced ? record.Progress.Reason : null, FallbackOf(record), message);

    private static ReturnedLetterAnswer TooEarly(DispatchRecord record) =>
        Answer(ReturnedLetterResult.TooEarly, record, "An attempt is open; enter it again when that has ended.");

    private static ReturnedLetterAnswer Declined(DispatchRecord? record, string message) =>
        new(ReturnedLetterResult.Declined, record?.Progress.State, null, null, message);

    private static ReturnedLetterAnswer NotFound(ReturnedLetter letter) =>
        new(ReturnedLetterResult.NotFound, null, null, null, $"There is no dispatch {letter.Dispatch}.");

    /// <summary>Whose personal data was removed has nobody any more to whom a fallback could go.</summary>
    private static string? FallbackOf(DispatchRecord record) => record.Row.Fallback is { } definition && record.Invoice.ErasedAt is null
        ? (record.Row.DispatchId with { Definition = definition, Copy = 0 }).NameFor(record.Invoice.Name)
        : null;

    private static void CheckCount(IReadOnlyList<ReturnedLetter> letters)
    {
        if (letters.Count > IReturnedMailGrain.MaxLetterCount)
            throw new ArgumentException($"{letters.Count} letters are too many for a call; at most {IReturnedMailGrain.MaxLetterCount} go in one.", nameof(letters));
    }
}
