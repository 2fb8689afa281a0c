using System.Diagnostics;
using System.Globalization;
using Dispatch.Tests.Servers;

namespace Dispatch.EndToEnd.Packaging;

/// <summary>A published silo that runs.</summary>
internal sealed class PublishedSilo : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private PublishedSilo(Process process, string gateway) => (_process, Gateway) = (process, gateway);

    /// <summary>Where clients reach it.</summary>
    public string Gateway { get; }

    /// <summary>Starts it and waits until it accepts work.</summary>
    public static async Task<PublishedSilo> StartAsync(string program, string data, IReadOnlyDictionary<string, string>? configuration = null)
    {
        var port = FreePort.Take();
        var start = new ProcessStartInfo(program, [data]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in configuration ?? new Dictionary<string, string>())
            start.Environment[key] = value;
        start.Environment["Silo__Port"] = FreePort.Take().ToString(CultureInfo.InvariantCulture);
        start.Environment["Silo__GatewayPort"] = port.ToString(CultureInfo.InvariantCulture);
        var silo = new PublishedSilo(Process.Start(start)!, string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"));
        var errors = silo._process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var timeout = new CancellationTokenSource(_patience);
        while (await silo._process.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
        {
            if (line == $"ready gateway={silo.Gateway}")
            {
                _ = silo._process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return silo;
            }
        }

        Assert.Fail($"The silo ended before it was ready: {await errors}");
        return silo;
    }

    /// <summary>Stops it in good order.</summary>
    public async Task StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        using var timeout = new CancellationTokenSource(_patience);
        await _process.WaitForExitAsync(timeout.Token);
        Assert.Equal(0, _process.ExitCode);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
