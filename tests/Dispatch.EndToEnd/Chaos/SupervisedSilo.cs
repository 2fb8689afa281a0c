using System.Globalization;
using Dispatch.CrashHost;
using Dispatch.CrashHost.Chaos;
using Dispatch.Tests.Servers;
using Dispatch.Tests.Servers.Faults;

namespace Dispatch.EndToEnd.Chaos;

/// <summary>A silo under a supervisor, as systemd or a container's restart policy is one: however it ends, it is started again on the same ports.</summary>
internal sealed class SupervisedSilo : IAsyncDisposable
{
    private static readonly TimeSpan _usualPause = TimeSpan.FromSeconds(0.5);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _configuration;
    private readonly string _folder;
    private readonly Task<int> _supervision;
    private ChaosProcess? _process;
    private TimeSpan _pause = _usualPause;
    private bool _isLast;

    /// <summary>Starts it.</summary>
    /// <param name="folder">Its own folder.</param>
    /// <param name="network">Its way to the database.</param>
    /// <param name="configuration">What all silos share.</param>
    public SupervisedSilo(string folder, FaultProxy network, IReadOnlyDictionary<string, string> configuration)
    {
        _folder = folder;
        Network = network;
        _configuration = new Dictionary<string, string>(configuration)
        {
            ["Silo__Port"] = FreePort.Take().ToString(CultureInfo.InvariantCulture),
            ["Silo__GatewayPort"] = GatewayPort.ToString(CultureInfo.InvariantCulture),
        };
        Directory.CreateDirectory(folder);
        _supervision = SuperviseAsync();
    }

    /// <summary>Its gateway's port.</summary>
    public int GatewayPort { get; } = FreePort.Take();

    /// <summary>Its way to the database.</summary>
    public FaultProxy Network { get; }

    /// <summary>How often it was killed.</summary>
    public int KillCount { get; private set; }

    /// <summary>How often it ended by itself, for example because the others had declared it dead.</summary>
    public int OwnEndCount { get; private set; }

    /// <summary>What it has logged.</summary>
    public string LogFile => Path.Combine(_folder, "silo.log");

    /// <summary>Waits until it accepts work, now or after its next start.</summary>
    public async Task UpAsync()
    {
        using var tick = new PeriodicTimer(_usualPause);
        while (true)
        {
            ChaosProcess? process;
            lock (_lock)
                process = _process;
            if (process is not null && await process.SaysAsync(CrashReport.Ready) && process == _process)
                return;
            await tick.WaitForNextTickAsync();
        }
    }

    /// <summary>Kills it; it is started again after a pause.</summary>
    public void Kill(TimeSpan pause)
    {
        lock (_lock)
        {
            _pause = pause;
            KillCount++;
            _process?.Send(ProcessSignal.Kill);
        }
    }

    /// <summary>Whether it was killed for good.</summary>
    public bool IsGone { get; private set; }

    /// <summary>Kills it for good.</summary>
    public void Kill()
    {
        lock (_lock)
            IsGone = _isLast = true;
        Kill(TimeSpan.Zero);
    }

    /// <summary>Stops it where it stands, without its knowing.</summary>
    public void Pause() => Send(ProcessSignal.Stop);

    /// <summary>Lets it go on.</summary>
    public void Resume() => Send(ProcessSignal.Continue);

    /// <summary>Asks it to end gracefully, and waits for that.</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> StopAsync()
    {
        lock (_lock)
            _isLast = true;
        Send(ProcessSignal.Terminate);
        return _supervision;
    }

    /// <summary>Kills it if it lives.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
            _isLast = true;
        Send(ProcessSignal.Kill);
        await _supervision;
    }

    private void Send(ProcessSignal signal)
    {
        lock (_lock)
            _process?.Send(signal);
    }

    private async Task<int> SuperviseAsync()
    {
        while (true)
        {
            using var process = new ChaosProcess([ChaosRoles.Silo, _folder], _configuration, LogFile);
            lock (_lock)
            {
                _process = process;
                if (_isLast)
                    process.Send(ProcessSignal.Kill);
            }

            var code = await process.WaitAsync();
            TimeSpan pause;
            lock (_lock)
            {
                _process = null;
                if (_isLast)
                    return code;
                OwnEndCount += code == 128 + (int)ProcessSignal.Kill ? 0 : 1;
                pause = _pause;
                _pause = _usualPause;
            }

            await Task.Delay(pause);
        }
    }
}
