using System.Diagnostics;
using Dispatch.Tests.Servers.Fixtures;
using Npgsql;

namespace Dispatch.EndToEnd.Chaos;

/// <summary>One of two silos dies in the middle of the work.</summary>
public sealed class FailoverTests
{
    /// <summary>Three times the ten seconds that are aimed at: the machine may be shared.</summary>
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Kill_OneOfTwoSilos_WorkWithoutAnOpenAttemptGoesOnElsewhere()
    {
        SharedPostgres.Require();

        // A pace that one silo can keep (its 8 e-mail slots take 0.25 s each): what is measured is how long work stands still, not a backlog.
        await using var scenario = await ChaosScenario.StartAsync(siloCount: 2, invoiceCount: 240, batchSize: 20, TimeSpan.FromSeconds(1.2));
        await using var database = NpgsqlDataSource.Create(scenario.Cluster.ConnectionString);

        await WaitAsync(database, "SELECT count(*) >= 100 AND count(*) FILTER (WHERE state = 1) >= 4 FROM dispatch");
        scenario.Cluster.Silos[0].Kill();
        var killedAt = Stopwatch.GetTimestamp();
        var waiting = await WaitingAsync(database);
        await WaitAsync(database, $"SELECT count(*) = 0 FROM dispatch WHERE state = 1 AND id = ANY('{{{string.Join(',', waiting)}}}')");
        var resumed = Stopwatch.GetElapsedTime(killedAt);
        var figures = await scenario.SettleAsync();

        await Console.Out.WriteLineAsync(
            $"failover: {waiting.Count} dispatches that waited at the kill went on within {resumed.TotalSeconds:0.0} s; the client's slowest call took {scenario.SlowestCall.TotalSeconds:0.0} s; {figures}");
        Assert.NotEmpty(waiting);
        Assert.InRange(resumed, TimeSpan.Zero, _limit);
        Assert.InRange(scenario.SlowestCall, TimeSpan.Zero, _limit);
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

    private static async Task WaitAsync(NpgsqlDataSource database, string condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        await using var command = database.CreateCommand(condition);
        while (!(bool)(await command.ExecuteScalarAsync(patience.Token))!)
            await tick.WaitForNextTickAsync(patience.Token);
    }
}
