using System.Diagnostics;

namespace Dispatch.EndToEnd.Cli;

/// <summary>The built program, run as a script runs it: no terminal, streams redirected.</summary>
internal sealed class DispatchCtlProcess : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);
    private readonly Process _process;

    private DispatchCtlProcess(Process process) => _process = process;

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Runs a command to its end.</summary>
    public static async Task<DispatchCtlResult> RunAsync(string workFolder, params string[] args)
    {
        using var process = Start(workFolder, args);
        process.StandardInput.Close();
        using var timeout = new CancellationTokenSource(_patience);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(timeout.Token), process.StandardError.ReadToEndAsync(timeout.Token));
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"dispatchctl {string.Join(' ', args)} did not end.");
        }

        return new DispatchCtlResult(process.ExitCode, await output, await error);
    }

    /// <summary>Starts <c>serve</c> and waits until it accepts work.</summary>
    /// <returns>The process and its gateway.</returns>
    public static async Task<(DispatchCtlProcess Process, string Gateway)> ServeAsync(string workFolder, string data)
    {
        var process = Start(workFolder, ["serve", "--data", data]);
        _ = process.StandardError.ReadToEndAsync();
        using var timeout = new CancellationTokenSource(_patience);
        var line = await process.StandardOutput.ReadLineAsync(timeout.Token) ?? throw new InvalidOperationException("serve ended before it was ready.");
        Assert.StartsWith("ready gateway=127.0.0.1:", line, StringComparison.Ordinal);
        return (new DispatchCtlProcess(process), line["ready gateway=".Length..]);
    }

    /// <summary>Asks it to stop as an operator does, and gives its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        using var timeout = new CancellationTokenSource(_patience);
        await _process.WaitForExitAsync(timeout.Token);
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static Process Start(string workFolder, string[] args) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "dispatchctl.dll"), .. args])
    {
        WorkingDirectory = workFolder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
