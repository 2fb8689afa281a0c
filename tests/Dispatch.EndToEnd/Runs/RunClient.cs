using Dispatch.EndToEnd.Chaos;

namespace Dispatch.EndToEnd.Runs;

/// <summary>The commands of a person who does not give up: what is killed, or ends without having done its work, is started again.</summary>
/// <param name="where">Which engine, as the options say it.</param>
/// <param name="environment">Its configuration.</param>
/// <param name="logFile">Where its messages go.</param>
internal sealed class RunClient(IReadOnlyList<string> where, IReadOnlyDictionary<string, string> environment, string logFile) : IAsyncDisposable
{
    /// <summary>The engine does not answer, or something is open still: the same command goes on.</summary>
    private static readonly int[] _goesOn = [7, 8, 128 + (int)ProcessSignal.Kill];

    private readonly Lock _lock = new();
    private ChaosProcess? _process;
    private TaskCompletionSource? _mayStart;
    private Task _ended = Task.CompletedTask;
    private volatile bool _isOver;

    /// <summary>How often it was killed.</summary>
    public int KillCount { get; private set; }

    /// <summary>How often it ended by itself and had to be started again, by exit code.</summary>
    public List<int> OwnEnds { get; } = [];

    /// <summary>Runs a command, again and again, until it ends with something that starting it again would not change.</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> RunAsync(params string[] arguments)
    {
        var running = RepeatAsync(arguments);
        _ended = running.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return running;
    }

    /// <summary>Kills the command that runs, and lets it be started again after a pause.</summary>
    public async Task KillAsync(TimeSpan pause)
    {
        var mayStart = new TaskCompletionSource();
        lock (_lock)
        {
            _mayStart = mayStart;
            KillCount++;
            _process?.Send(ProcessSignal.Kill);
        }

        await Task.Delay(pause);
        mayStart.SetResult();
    }

    /// <summary>Kills what runs.</summary>
    public async ValueTask DisposeAsync()
    {
        ChaosProcess? process;
        lock (_lock)
        {
            process = _process;
            _isOver = true;
        }

        process?.Send(ProcessSignal.Kill);
        await _ended;
    }

    private async Task<int> RepeatAsync(string[] arguments)
    {
        while (true)
        {
            using var process = new ChaosProcess("dispatchctl", [.. arguments, .. where], environment, logFile);
            lock (_lock)
                _process = process;
            var code = await process.WaitAsync();
            Task mayStart;
            lock (_lock)
            {
                _process = null;
                mayStart = _mayStart?.Task ?? Task.CompletedTask;
            }

            if (_isOver || !_goesOn.Contains(code))
                return code;
            if (code != 128 + (int)ProcessSignal.Kill)
                OwnEnds.Add(code);
            await mayStart;
        }
    }
}
