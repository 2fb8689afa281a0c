using System.Diagnostics;
using Dispatch.Tests.Servers;
using Dispatch.Tests.Servers.Fixtures;
using Npgsql;

namespace Dispatch.EndToEnd.Chaos;

/// <summary>One of two silos dies in the middle of the work.</summary>
public sealed class FailoverTests
{
    /// <summary>Three times the ten seconds that are aimed at: the machine may be shared.</summary>
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan _loneAim = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Kill_OneOfTwoSilos_WorkWithoutAnOpenAttemptGoesOnElsewhere()
    {
        SharedPostgres.Require();

        // A pace that one silo can keep (its 8 e-mail slots take 0.25 s each): what is measured is how long work stands still, not a backlog.
        await using var scenario = await ChaosScenario.StartAsync(siloCount: 2, invoiceCount: 240, batchSize: 20, TimeSpan.FromSeconds(1.2));
        await using var database = NpgsqlDataSource.Create(scenario.Cluster.ConnectionString);

        await database.UntilAsync("SELECT count(*) >= 100 AND count(*) FILTER (WHERE state = 1) >= 4 FROM dispatch", _patience);
        scenario.Cluster.Silos[0].Kill();
        var killedAt = Stopwatch.GetTimestamp();
        var waiting = await WaitingAsync(database);
        await database.UntilAsync($"SELECT count(*) = 0 FROM dispatch WHERE state = 1 AND id = ANY('{{{string.Join(',', waiting)}}}')", _patience);
        var resumed = Stopwatch.GetElapsedTime(killedAt);
        var figures = await scenario.SettleAsync();

        await Console.Out.WriteLineAsync(
            $"failover: {waiting.Count} dispatches that waited at the kill went on within {resumed.TotalSeconds:0.0} s; the client's slowest call took {scenario.SlowestCall.TotalSeconds:0.0} s; {figures}");
        Assert.NotEmpty(waiting);
        Assert.InRange(resumed, TimeSpan.Zero, _limit);
        Assert.InRange(scenario.SlowestCall, TimeSpan.Zero, _limit);
    }

    [Fact]
    public async Task LoneSilo_KilledAndStartedUnderAnotherAddress_IsAtWorkAgain()
    {
        SharedPostgres.Require();
        var root = Directory.CreateTempSubdirectory("dispatch-lone-");
        try
        {
            await using var cluster = await ChaosCluster.StartAsync(root.FullName, siloCount: 1, FreePort.Take());

            cluster.Silos[0].Kill();
            var killedAt = Stopwatch.GetTimestamp();
            await cluster.Add().UpAsync().WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
            var back = Stopwatch.GetElapsedTime(killedAt);

            await Console.Out.WriteLineAsync($"lone silo: at work under another address after {back.TotalSeconds:0.0} s");
            Assert.InRange(back, TimeSpan.Zero, 3 * _loneAim);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    /// <summary>A pause as a long garbage collection makes it.</summary>
    [Fact]
    public async Task Pause_OfTwoSeconds_IsNoDeath()
    {
        SharedPostgres.Require();
        var root = Directory.CreateTempSubdirectory("dispatch-pause-");
        try
        {
            await using var cluster = await ChaosCluster.StartAsync(root.FullName, siloCount: 2, FreePort.Take());
            await using var database = NpgsqlDataSource.Create(cluster.ConnectionString);

            cluster.Silos[1].Pause();
            await Task.Delay(_pause, TestContext.Current.CancellationToken);
            cluster.Silos[1].Resume();

            // Both have published since that they are alive, which they do after their probes have come back.
            await database.UntilAsync($"SELECT count(*) = 2 FROM membership WHERE i_am_alive_at > '{DateTime.UtcNow.AddSeconds(4):O}'", _patience);
            await using var command = database.CreateCommand("SELECT count(*) FROM membership WHERE status <> 3");
            Assert.Equal(0L, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
            Assert.All(cluster.Silos, silo => Assert.Equal(0, silo.OwnEndCount));
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    /// <summary>The dispatches that are accepted and not begun.</summary>
    private static async Task<IReadOnlyList<long>> WaitingAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("SELECT id FROM dispatch WHERE state = 1");
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<long>();
        while (await reader.ReadAsync())
            ids.Add(reader.GetInt64(0));
        return ids;
    }
}
