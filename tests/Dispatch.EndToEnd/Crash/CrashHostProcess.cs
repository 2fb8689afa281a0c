using System.Diagnostics;
using System.Globalization;

namespace Dispatch.EndToEnd.Crash;

/// <summary>One life of the engine's process.</summary>
internal sealed class CrashHostProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly Task<string> _errors;
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private CrashHostProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Ends when the engine takes work, or with the process.</summary>
    public Task Started => _started.Task;

    /// <summary>Starts it. Event 0 kills nowhere.</summary>
    public static CrashHostProcess Start(string folder, int smtpPort, int invoiceCount, int eventId = 0, int occurrence = 1)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Dispatch.CrashHost.dll"));
        start.ArgumentList.Add(folder);
        foreach (var number in (ReadOnlySpan<int>)[smtpPort, invoiceCount, eventId, occurrence])
            start.ArgumentList.Add(number.ToString(CultureInfo.InvariantCulture));
        return new CrashHostProcess(Process.Start(start)!);
    }

    /// <summary>Kills it with SIGKILL, as a power cut would.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits until it has ended, killed or by itself.</summary>
    /// <returns>What it said.</returns>
    public async Task<CrashHostReport> WaitAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            Assert.Fail($"The engine did not come to an end in {Patience}. It said: {string.Join(" | ", Lines())}");
        }

        await _ended.Task.WaitAsync(patience.Token);
        return new CrashHostReport(_process.ExitCode, Lines(), await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            _started.TrySetResult();
            _ended.TrySetResult();
            return;
        }

        lock (_lines)
            _lines.Add(line);
        if (line == "started")
            _started.TrySetResult();
    }

    private List<string> Lines()
    {
        lock (_lines)
            return [.. _lines];
    }
}
