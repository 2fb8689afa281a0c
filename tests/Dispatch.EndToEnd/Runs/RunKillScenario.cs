using System.Globalization;

namespace Dispatch.EndToEnd.Runs;

/// <summary>A run that a person starts, confirms and follows, while in each of its phases somebody is killed.</summary>
/// <param name="run">The run's id.</param>
/// <param name="inputs">Its inputs.</param>
/// <param name="client">The person's commands.</param>
/// <param name="peek">Where it is seen how far the run is.</param>
internal sealed class RunKillScenario(string run, RunInputs inputs, RunClient client, RunPeek peek)
{
    private const int NotConfirmed = 6;
    private const int DoneWithRefused = 10;

    private static readonly TimeSpan _longestConfirmation = TimeSpan.FromSeconds(2.5);

    /// <summary>The longest that it may take; a healthy one is far below, but the machine may be shared.</summary>
    private readonly TimeSpan _patience = TimeSpan.FromMinutes(4) + TimeSpan.FromSeconds(0.1) * inputs.Total;

    /// <summary>Runs it to its end.</summary>
    /// <param name="kills">Who is killed, in the order of the phases.</param>
    /// <param name="kill">Kills, and returns when the victim may come back.</param>
    public async Task RunAsync(IReadOnlyList<RunKill> kills, Func<RunKill, Task> kill)
    {
        using var end = new CancellationTokenSource(_patience);
        var confirming = new TaskCompletionSource();
        var killing = KillAsync(kills, kill, confirming.Task, end.Token);
        var commands = CommandAsync(confirming);
        try
        {
            await await Task.WhenAny(killing, commands.WaitAsync(end.Token));
            await killing;
            await commands.WaitAsync(end.Token);
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"The run is not done after {_patience}:\n{await peek.DescribeAsync()}", e);
        }
    }

    private async Task CommandAsync(TaskCompletionSource confirming)
    {
        Assert.Equal(NotConfirmed, await client.RunAsync("run", "start", inputs.Folder, "--run", run, "--on-refused", "continue", "--json"));
        confirming.SetResult();
        Assert.Equal(DoneWithRefused, await client.RunAsync("run", "confirm", run, "--on-refused", "continue", "--yes", "--json", "--wait", "300"));
    }

    private async Task KillAsync(IReadOnlyList<RunKill> kills, Func<RunKill, Task> kill, Task confirming, CancellationToken cancellationToken)
    {
        foreach (var next in kills)
        {
            if (next.Phase == KilledPhase.Confirming)
            {
                // Wherever the command is by then: starting, asking, or told that it is confirmed.
                await confirming.WaitAsync(cancellationToken);
                await Task.Delay(_longestConfirmation * next.Progress, cancellationToken);
            }
            else
            {
                await peek.UntilAsync(next.Phase, next.Progress, inputs.Total, 2 * inputs.Numbers.Count, cancellationToken);
            }

            var seen = await peek.PhaseAsync();
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"run kills: {run}: {next} (by its row: {seen})"));
            await kill(next);
        }
    }
}
