using Npgsql;

namespace Dispatch.EndToEnd;

/// <summary>Waiting for rows.</summary>
internal static class DatabaseWait
{
    private static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks until <paramref name="condition"/>, a query for one boolean, is true.</summary>
    /// <exception cref="OperationCanceledException">It did not become true within <paramref name="patience"/>.</exception>
    public static async Task UntilAsync(this NpgsqlDataSource database, string condition, TimeSpan patience)
    {
        using var end = new CancellationTokenSource(patience);
        using var tick = new PeriodicTimer(_tick);
        await using var command = database.CreateCommand(condition);
        while (!(bool)(await command.ExecuteScalarAsync(end.Token))!)
            await tick.WaitForNextTickAsync(end.Token);
    }
}
