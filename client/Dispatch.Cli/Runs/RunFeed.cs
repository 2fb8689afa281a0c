using Dispatch.Abstractions;
using Dispatch.Client;

namespace Dispatch.Cli.Runs;

/// <summary>How far a run is. Written by the work, read by whoever shows it.</summary>
/// <param name="inputCount">How many files there are; 0 where the engine has them already.</param>
internal sealed class RunFeed(int inputCount) : IProgress<int>
{
    private int _readCount;
    private int _stagedCount;
    private volatile RunView? _view;

    /// <summary>How many files there are; 0 where the engine has them already.</summary>
    public int InputCount => inputCount;

    /// <summary>How many were read for their hash.</summary>
    public int ReadCount => Volatile.Read(ref _readCount);

    /// <summary>How many are on the engine's disk.</summary>
    public int StagedCount => Volatile.Read(ref _stagedCount);

    /// <summary>The run as it was last seen; none before it is opened.</summary>
    public RunView? View
    {
        get => _view;
        set => _view = value;
    }

    /// <summary>The run, once it was seen.</summary>
    public RunView Seen => _view ?? throw new InvalidOperationException("The run was not opened yet.");

    /// <summary>One more was read for its hash.</summary>
    public void Read() => Interlocked.Increment(ref _readCount);

    /// <summary>So many more are on the engine's disk.</summary>
    void IProgress<int>.Report(int value) => Interlocked.Add(ref _stagedCount, value);

    /// <summary>Reads on while something else waits for what is read.</summary>
    /// <param name="client">The engine.</param>
    /// <param name="waiting">Waits.</param>
    /// <param name="cancellationToken">Stops both.</param>
    public async Task WhileAsync(DispatchClient client, Func<CancellationToken, Task> waiting, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = ReadAsync(client, ending.Token);
        try
        {
            await waiting(cancellationToken);
        }
        finally
        {
            await ending.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadAsync(DispatchClient client, CancellationToken cancellationToken)
    {
        await foreach (var view in client.WatchRunAsync(Seen.Id, cancellationToken))
            View = view;
    }
}
