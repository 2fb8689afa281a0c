using Dispatch.Abstractions;
using Dispatch.EndToEnd.Chaos;

namespace Dispatch.EndToEnd.Runs;

/// <summary>A person who stops watching does not stop the run.</summary>
public sealed class RunInterruptTests : IDisposable
{
    private const int Count = 200;
    private const int Interrupted = 130;

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);

    private readonly string _root = Directory.CreateTempSubdirectory("dispatch-interrupt-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task CtrlC_WhileTheRunIsUnderWay_EndsTheCommandAndNotTheRun()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(_patience);
        await using var engine = await ServedEngine.StartAsync(_root);
        var client = engine.Connection.Client;
        Assert.Null(await client.Channels.PauseAsync(DispatchKind.Email, destination: null, "not so fast", "test"));
        using var command = engine.Command("run", "start", RunInputs.WriteGood(_root, "I", Count).Folder, "--run", "run-i", "--yes");
        var run = client.Run("run-i");
        while (await run.GetAsync() is not { State: RunState.Finalizing or RunState.InProgress })
            patience.Token.ThrowIfCancellationRequested();

        command.Send(ProcessSignal.Interrupt);

        Assert.Equal(Interrupted, await command.WaitAsync().WaitAsync(patience.Token));
        Assert.Contains("The run run-i goes on in the engine.", File.ReadAllText(engine.CommandLog), StringComparison.Ordinal);
        Assert.Null(await client.Channels.ResumeAsync(DispatchKind.Email, destination: null, "test"));
        RunView? last = null;
        await foreach (var view in client.WatchRunAsync("run-i", patience.Token))
            last = view;
        Assert.Equal((RunState.Settled, Count), (last!.State, last.Inputs.Finalized));
        Assert.Empty(last.Differences);
        Assert.Equal(Count, engine.Relay.Counts.Count);
    }
}
