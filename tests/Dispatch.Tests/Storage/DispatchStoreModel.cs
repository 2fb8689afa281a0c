using CsCheck;
using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;
using static Dispatch.Tests.Storage.Samples;

namespace Dispatch.Tests.Storage;

/// <summary>Random commands on the database and on a dictionary must leave the same rows. CsCheck prints the seed of a failure; <c>CsCheck_Seed</c> repeats it.</summary>
public abstract class DispatchStoreModel
{
    private static readonly Guid[] Tokens = [new(1, 0, 0, new byte[8]), new(2, 0, 0, new byte[8])];

    private static readonly Gen<DispatchProgress> Progress = Gen.Select(
        Gen.Int[0, 11], Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 30], Gen.Int[0, 2],
        (state, attempt, token, due, requested) => new DispatchProgress
        {
            State = (DispatchState)state,
            Attempt = attempt,
            AttemptToken = token == 0 ? null : Tokens[token - 1],
            DueAt = due < 10 ? null : Now.AddSeconds(due),
            Requested = (DispatchRequest)requested,
            ChangedAt = Now.AddSeconds(due),
            History = Attempts(attempt),
        });

    private static readonly Gen<Command> Commands = Gen.OneOf(
        Gen.Select(Gen.Int[0, 3], Progress, (number, progress) => (Command)new Command.Accept(number, progress)),
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 1], Gen.Int[0, 3], Gen.Bool, Progress, (number, row, lag, fallback, next) => (Command)new Command.WriteOfVersion(number, row, lag, fallback && row == 0, next)),
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 1], Gen.Int[0, 1], Gen.Int[0, 2], Progress, (number, row, token, known, next) => (Command)new Command.WriteOfAttempt(number, row, token, known, next)));

    protected abstract Task<IDispatchStore> OpenAsync();

    [Fact]
    public async Task Store_RandomCommands_AgreesWithTheModel()
    {
        var store = await OpenAsync();
        var run = 0;

        await Commands.Array[1, 25].SampleAsync(async commands =>
        {
            var queue = Interlocked.Increment(ref run); // each sample has a queue of its own in the shards that all share
            var biller = $"biller-{queue}";
            var model = new Model();
            foreach (var command in commands)
                await StepAsync(store, model, biller, queue, command);

            var actual = (await store.ListInvoicesAsync(new InvoiceFilter(Biller: biller))).SelectMany(invoice => invoice.Dispatches);
            Assert.Equal(model.Rows.Values.Select(row => Text((row.Id, row.Version, row.Progress))), actual.Select(row => Text((row.Row.Id, row.Version, row.Progress))));
            await CompareQueueAsync(store, model, biller, new WorkQueue("email/relay", queue));
        }, iter: 200, threads: 4);
    }

    /// <summary>The queue holds the open rows that have a due time, and no others; it is there as long as it holds one.</summary>
    private static async Task CompareQueueAsync(IDispatchStore store, Model model, string biller, WorkQueue queue)
    {
        foreach (var shard in model.Rows.GroupBy(row => Shards.Of(new DispatchId(biller, $"{row.Key.Number}", row.Key.Row == 0 ? "mail" : "letter"))))
        {
            var open = shard.Select(row => row.Value).Where(row => row.Progress is { DueAt: not null, State: DispatchState.Pending or DispatchState.Sending or DispatchState.Submitted or DispatchState.Deferred or DispatchState.Unknown }).ToList();
            var found = await store.ListDueAsync(shard.Key, queue, LongAgo, Now.AddHours(1), 100);

            Assert.Equal(open.OrderBy(row => row.Progress.DueAt).ThenBy(row => row.Id).Select(row => row.Id), found.OrderBy(row => row.Progress.DueAt).ThenBy(row => row.Row.Id).Select(row => row.Row.Id));
            Assert.Equal(open.Count > 0, (await store.ListOpenQueuesAsync(shard.Key)).Contains(queue));
            Assert.Equal(open.Any(row => row.Progress.DueAt <= Now.AddSeconds(20)), (await store.ListDueQueuesAsync(shard.Key, Now.AddSeconds(20), new Dictionary<WorkQueue, DateTimeOffset> { [queue] = LongAgo })).Count == 1);
        }
    }

    private static async Task StepAsync(IDispatchStore store, Model model, string biller, int queue, Command command)
    {
        switch (command)
        {
            case Command.Accept(var number, var progress):
                var invoice = Invoice($"{number}", biller, dispatches:
                [
                    DispatchOf($"{number}", biller: biller, progress: progress, queue: queue), DispatchOf($"{number}", "letter", biller, progress: Standby(), queue: queue),
                ]);
                var accepted = await store.AcceptAsync(invoice);
                Assert.Equal(!model.Rows.ContainsKey((number, 0)), accepted.IsNew);
                for (var i = 0; accepted.IsNew && i < 2; i++)
                    model.Rows.Add((number, i), (accepted.Invoice.Dispatches[i].Row.Id, 1, invoice.Dispatches[i].Progress));
                break;
            case Command.WriteOfVersion(var number, var row, var lag, var fallback, var next) when model.Rows.TryGetValue((number, row), out var current):
                var write = new ProgressWrite(current.Id, new WriteGuard.OfVersion(current.Version - lag), next, fallback ? "letter" : null);
                Assert.Equal(model.Write((number, row), lag == 0, next, fallback), await store.WriteAsync(write));
                break;
            case Command.WriteOfAttempt(var number, var row, var token, var known, var next) when model.Rows.TryGetValue((number, row), out var current):
                var holds = current.Progress.State == DispatchState.Sending && current.Progress.AttemptToken == Tokens[token] && (int)current.Progress.Requested == known;
                var outcome = new ProgressWrite(current.Id, new WriteGuard.OfAttempt(Tokens[token], (DispatchRequest)known), next);
                Assert.Equal(model.Write((number, row), holds, next, fallback: false), await store.WriteAsync(outcome));
                break;
        }
    }

    private abstract record Command
    {
        public sealed record Accept(int Number, DispatchProgress Progress) : Command;

        public sealed record WriteOfVersion(int Number, int Row, int Lag, bool Fallback, DispatchProgress Next) : Command;

        public sealed record WriteOfAttempt(int Number, int Row, int Token, int Known, DispatchProgress Next) : Command;
    }

    private sealed class Model
    {
        public OrderedDictionary<(int Number, int Row), (long Id, long Version, DispatchProgress Progress)> Rows { get; } = [];

        public WriteResult Write((int Number, int Row) key, bool holds, DispatchProgress next, bool fallback)
        {
            if (!holds)
                return default;

            Rows[key] = (Rows[key].Id, Rows[key].Version + 1, next);
            var version = Rows[key].Version;
            var letter = Rows[(key.Number, 1)];
            var activates = fallback && letter.Progress.State == DispatchState.Standby;
            if (activates)
                Rows[(key.Number, 1)] = (letter.Id, letter.Version + 1, letter.Progress with
                {
                    State = DispatchState.Pending,
                    DueAt = next.ChangedAt,
                    ChangedAt = next.ChangedAt,
                    IsPossibleDuplicate = letter.Progress.IsPossibleDuplicate || next.IsPossibleDuplicate,
                });
            return new WriteResult(IsWritten: true, version, activates);
        }
    }
}
