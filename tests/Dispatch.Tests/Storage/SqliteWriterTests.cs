using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Dispatch.Abstractions;
using Dispatch.Storage;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Sqlite;
using Dispatch.Tests.Servers.Fixtures;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using static Dispatch.Tests.Storage.Samples;

namespace Dispatch.Tests.Storage;

/// <summary>What happens to a group when one of its writes, or its commit, fails.</summary>
public sealed class SqliteWriterTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private SqliteTestStorage _storage = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string FilePath => _folder.File("dispatch.db");

    public async ValueTask InitializeAsync() =>
        _storage = await SqliteTestStorage.OpenAsync(FilePath, options => options.BusyTimeout = TimeSpan.FromMilliseconds(20));

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("ABORT")] // undoes the statement
    [InlineData("ROLLBACK")] // undoes the whole group, so that its writes are run one by one
    public async Task Write_OneRowOfAGroupFails_HurtsOnlyItself(string action)
    {
        await OnWriterAsync(connection => connection.Run(
            $"CREATE TRIGGER poison BEFORE INSERT ON dispatch WHEN new.recipient = 'poison' BEGIN SELECT RAISE({action}, 'poisoned'); END"));

        var accepts = await InOneGroupAsync(() => [.. Enumerable.Range(0, 20).Select(
            i => _storage.Store.AcceptAsync(Invoice($"{i}", dispatches: DispatchOf($"{i}", lane: $"email/{i}", recipient: i == 7 ? "poison" : "{}")), Stop))]);

        var failed = Assert.Single(accepts, accept => accept.IsFaulted);
        Assert.Same(accepts[7], failed);
        Assert.False(Assert.IsType<StorageException>(failed.Exception!.InnerException).IsUncertain);
        var written = await _storage.Store.ListInvoicesAsync(new InvoiceFilter(), Stop);
        Assert.Equal(Enumerable.Range(0, 20).Where(i => i != 7).Select(i => $"{i}"), written.Select(invoice => invoice.Row.Number));
        Assert.All(written, invoice => Assert.Equal("email/" + invoice.Row.Number, invoice.Dispatches.Single().Row.Lane));
    }

    [Fact]
    public async Task Write_DiskFull_FailsForCertainWhatDoesNotFit()
    {
        // SQLite's own limit of pages answers as a full disk does.
        await OnWriterAsync(connection => connection.Run($"PRAGMA max_page_count = {(long)connection.Scalar("PRAGMA page_count")! + 30}"));

        var accepts = await InOneGroupAsync(() => [.. Enumerable.Range(0, 20).Select(
            i => _storage.Store.AcceptAsync(Invoice($"{i}", dispatches: DispatchOf($"{i}", recipient: i == 7 ? new string('x', 1_000_000) : "{}")), Stop))]);

        Assert.All(accepts, (accept, i) => Assert.Equal(i == 7, accept.IsFaulted));
        Assert.False(Assert.IsType<StorageException>(accepts[7].Exception!.InnerException).IsUncertain);
        Assert.Equal(19, (await _storage.Store.ListInvoicesAsync(new InvoiceFilter(), Stop)).Count);
    }

    [Fact]
    public async Task Write_FileLockedByAnother_FailsForCertainAndWorksAfterwards()
    {
        await using var other = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        other.Open();
        other.Run("BEGIN IMMEDIATE");

        var error = await Assert.ThrowsAsync<StorageException>(() => _storage.Store.AcceptAsync(Invoice("1"), Stop));
        other.Run("ROLLBACK");

        Assert.False(error.IsUncertain);
        Assert.True((await _storage.Store.AcceptAsync(Invoice("1"), Stop)).IsNew);
    }

    [Fact]
    public async Task Write_WhileTheWriterIsBusy_IsCommittedAsOneGroup()
    {
        var groups = new ConcurrentQueue<int>();
        var durations = 0;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == StorageInstruments.MeterName && instrument.Meter.Scope == _storage.Services.GetRequiredService<IMeterFactory>())
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((_, size, _, _) => groups.Enqueue(size));
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref durations));
        listener.Start();

        await Task.WhenAll(await InOneGroupAsync(() => [.. Enumerable.Range(0, 300).Select(i => _storage.Store.AcceptAsync(Invoice($"{i}"), Stop))]));
        await _storage.Database.StopAsync(Stop);

        Assert.Equal([1, 300], groups);
        Assert.Equal(301, durations);
    }

    [Fact]
    public async Task Write_MoreThanTheQueueHolds_WaitsAndIsWritten()
    {
        var accepts = await InOneGroupAsync(() => [.. Enumerable.Range(0, 3000).Select(i => _storage.Store.AcceptAsync(Invoice($"{i}"), Stop))]);

        Assert.All(accepts, accept => Assert.True(accept.IsCompletedSuccessfully));
    }

    [Fact]
    public async Task Stop_QueuedWrites_AreWrittenAndLaterOnesRefused()
    {
        Task stop = null!;
        var accepts = await InOneGroupAsync(() =>
        {
            List<Task<AcceptResult>> queued = [.. Enumerable.Range(0, 100).Select(i => _storage.Store.AcceptAsync(Invoice($"{i}"), Stop))];
            stop = _storage.Database.StopAsync(Stop);
            return queued;
        });
        await stop;

        Assert.All(accepts, accept => Assert.True(accept.IsCompletedSuccessfully));
        var error = await Assert.ThrowsAsync<StorageException>(() => _storage.Store.AcceptAsync(Invoice("late"), Stop));
        Assert.False(error.IsUncertain);
        Assert.Equal(100, (await _storage.Store.ListInvoicesAsync(new InvoiceFilter(), Stop)).Count);
    }

    [Fact]
    public async Task Write_FailureOfTheCallersCode_IsGivenToItsCaller() =>
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => _storage.Database.WriteAsync<int>(_ => throw new InvalidTimeZoneException(), Stop));

    [Fact]
    public void Open_DatabaseWithoutWriteAheadLog_IsRefused()
    {
        var error = Assert.Throws<StorageException>(() => WalConnection.Open(":memory:", TimeSpan.FromSeconds(1), create: true));

        Assert.Contains("journal_mode", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writer_ItsConnection_FlushesEveryCommit()
    {
        var pragmas = await _storage.Database.WriteAsync(
            session => (session.Connection.Scalar("PRAGMA journal_mode"), session.Connection.Scalar("PRAGMA synchronous"), session.Connection.Scalar("PRAGMA foreign_keys")), Stop);

        Assert.Equal(("wal", 2L, 1L), pragmas);
    }

    private Task<int> OnWriterAsync(Action<SqliteConnection> action) => _storage.Database.WriteAsync(session => { action(session.Connection); return 0; }, Stop);

    /// <summary>Keeps the writer busy while the writes are queued, then waits until all are answered, well or not.</summary>
    private async Task<List<Task<AcceptResult>>> InOneGroupAsync(Func<List<Task<AcceptResult>>> queue)
    {
        var busy = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var mayGoOn = new ManualResetEventSlim();
        var blocker = _storage.Database.WriteAsync(_ => { busy.TrySetResult(); mayGoOn.Wait(TimeSpan.FromMinutes(1)); return 0; }, Stop);
        await busy.Task.WaitAsync(TimeSpan.FromMinutes(1), Stop);
        var writes = queue();
        mayGoOn.Set();
        await blocker;
        await Task.WhenAll(writes.Select(write => write.ContinueWith(_ => { }, Stop, TaskContinuationOptions.None, TaskScheduler.Default)));
        return writes;
    }
}
