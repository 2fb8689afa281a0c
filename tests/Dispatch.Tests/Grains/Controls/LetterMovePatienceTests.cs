using Dispatch.Abstractions;
using Dispatch.Channels.Print;
using Dispatch.Grains;
using Dispatch.Grains.Controls;
using Dispatch.Grains.Recovery;
using Dispatch.Storage.Printing;
using Dispatch.Tests.Servers.Fixtures;
using Dispatch.Tests.Storage;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using static Dispatch.Tests.Storage.Samples;

namespace Dispatch.Tests.Grains.Controls;

/// <summary>A move of many batches answers before its caller gives up, and says that there is more.</summary>
public sealed class LetterMovePatienceTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(Now);
    private readonly List<string> _asked = [];
    private SqliteTestStorage _storage = null!;
    private RecoverySignal _signal = null!;

    public async ValueTask InitializeAsync()
    {
        (_storage, _signal) = (await SqliteTestStorage.OpenAsync(_folder.File("dispatch.db")), new RecoverySignal(_clock));
        foreach (var number in new[] { "1", "2", "3", "4", "5", "6" })
        {
            var dispatch = DispatchOf(number, "paper", kind: DispatchKind.Post, lane: "post/hall", progress: Pending(Now) with { DueAt = null }, runId: "run-3", queue: 3);
            var letter = (await _storage.Store.AcceptAsync(Invoice(number, runId: "run-3", dispatches: dispatch), TestContext.Current.CancellationToken)).Invoice.Dispatches[0];
            var batch = new PrintBatchRow { Lane = "post/hall", Queue = 3, RunId = "run-3", LetterCount = 0, CreatedAt = Now, Details = "{}", Progress = Pending(Now) };
            Assert.NotNull(await _storage.Batches.CreateAsync(batch, [letter.Row.Id], TestContext.Current.CancellationToken));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _signal.Dispose();
        await _storage.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Move_BatchesTakeLong_AnswersWithinFourSecondsThatThereIsMore()
    {
        var moved = await MoveAsync(_ => _clock.Advance(TimeSpan.FromSeconds(1.5)));

        Assert.Equal(new MoveAnswer(3, 0, 0, IsComplete: false), moved);
        Assert.Equal(3, _asked.Count);
    }

    [Fact]
    public async Task Move_OneBatchFails_MovesTheOthersAndSaysThatThereIsMore()
    {
        var moved = await MoveAsync(batch => Assert.NotEqual("run-3~hall~2", batch));

        Assert.Equal(new MoveAnswer(5, 0, 0, IsComplete: false), moved);
    }

    [Fact]
    public async Task Move_EveryBatchFails_Fails() => await Assert.ThrowsAsync<StorageException>(() => MoveAsync(_ => throw new StorageException("away", isUncertain: false)));

    [Fact]
    public async Task Move_NothingIsInTheWay_IsComplete() => Assert.Equal(new MoveAnswer(6, 0, 0, IsComplete: true), await MoveAsync(_ => { }));

    private Task<MoveAnswer> MoveAsync(Action<string> onBatch) =>
        new LetterMove(_storage.Store, _storage.Runs, _storage.Batches, new ChannelDirectory([], Options.Create(new PrintOptions())), _signal, _clock).MoveAsync(
            "hall", "annex", run: null, batch =>
            {
                _asked.Add(batch.Id);
                onBatch(batch.Id);
                return Task.FromResult(true);
            });
}
