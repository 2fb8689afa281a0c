using System.Data.Common;
using System.Globalization;
using Dispatch.Storage.Runs;

namespace Dispatch.EndToEnd.Runs;

/// <summary>Looks from outside, in the rows, how far a run is; the same question to both databases.</summary>
/// <param name="database">The database.</param>
/// <param name="run">The run's id.</param>
internal sealed class RunPeek(DbDataSource database, string run)
{
    private static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(5);

    /// <summary>Waits until a phase is under way and so far done.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="progress">How far, from 0 to 1.</param>
    /// <param name="inputCount">How many inputs the run has.</param>
    /// <param name="dispatchCount">How many dispatches it will have.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task UntilAsync(KilledPhase phase, double progress, int inputCount, int dispatchCount, CancellationToken cancellationToken)
    {
        var (inputs, dispatches) = ((int)(progress * inputCount), (int)(progress * dispatchCount));
        await UntilAsync(
            phase switch
            {
                KilledPhase.Staging => $"phase >= 0 AND {Items("state = 0")} >= {inputs}",
                KilledPhase.Validating => $"phase >= 1 AND {Items("state <> 0")} >= {inputs}",
                KilledPhase.Confirming => "phase >= 2",
                KilledPhase.Finalizing => $"phase >= 3 AND {Items("state IN (4, 5)")} >= {inputs}",
                _ => $"phase = 4 AND (SELECT count(*) FROM dispatch WHERE run_id = run.id AND state = 5) >= {dispatches}",
            },
            cancellationToken);
    }

    /// <summary>The phase by its row, in words; for the protocol.</summary>
    public async Task<string> PhaseAsync()
    {
        try
        {
            await using var command = database.CreateCommand($"SELECT phase FROM run WHERE id = '{run}'");
            return $"{(RunPhase)Convert.ToInt32(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture)}";
        }
        catch (DbException)
        {
            return "unreadable";
        }
    }

    /// <summary>What stands in the rows, for whoever looks into a failure.</summary>
    public async Task<string> DescribeAsync()
    {
        var lines = new List<string>();
        foreach (var sql in new[]
        {
            "SELECT 'run', id, phase, is_paused, input_count FROM run",
            "SELECT 'inputs', run, worker, state, count(*) FROM run_item GROUP BY run, worker, state ORDER BY 2, 3, 4",
            "SELECT 'dispatches', run_id, kind, state, count(*) FROM dispatch GROUP BY run_id, kind, state ORDER BY 2, 3, 4",
        })
        {
            try
            {
                await using var command = database.CreateCommand(sql);
                await using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                    lines.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(field => reader.GetValue(field))));
            }
            catch (DbException e)
            {
                lines.Add(e.Message);
            }
        }

        return string.Join('\n', lines);
    }

    private static string Items(string condition) => $"(SELECT count(*) FROM run_item WHERE run = run.number AND {condition})";

    private async Task UntilAsync(string condition, CancellationToken cancellationToken)
    {
        using var tick = new PeriodicTimer(_tick);
        while (!await IsAsync(condition, cancellationToken))
            await tick.WaitForNextTickAsync(cancellationToken);
    }

    private async Task<bool> IsAsync(string condition, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = database.CreateCommand($"SELECT count(*) FROM run WHERE id = '{run}' AND {condition}");
            return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture) > 0;
        }
        catch (DbException)
        {
            return false;    // it is coming back, or has no tables yet
        }
    }
}
