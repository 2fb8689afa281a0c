using System.Diagnostics;
using System.Text.Json;
using Dispatch.CrashHost;

namespace Dispatch.EndToEnd.Crash;

/// <summary>One run of the crash host as a process of its own.</summary>
internal sealed class CrashProcess : IDisposable
{
    /// <summary>The longest run; a healthy one takes seconds, but the machine may be shared.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly string _stepFile;

    private CrashProcess(Process process, string stepFile) => (_process, _stepFile) = (process, stepFile);

    /// <summary>Starts a run.</summary>
    public static CrashProcess Start(CrashOrder order)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Dispatch.CrashHost"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(JsonSerializer.Serialize(order));
        return new CrashProcess(Process.Start(start)!, order.StepFile);
    }

    /// <summary>Kills it with SIGKILL and returns when it is dead.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    /// <exception cref="TimeoutException">It does not end: something in it never goes on.</exception>
    public async Task<CrashEnding> WaitAsync()
    {
        var output = _process.StandardOutput.ReadToEndAsync();
        var errors = _process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
            throw new TimeoutException($"The engine did not settle within {Patience}. It said:\n{await output}\n{await errors}\nSteps:\n{await File.ReadAllTextAsync(_stepFile)}");
        }

        var text = await output;
        return new CrashEnding(_process.ExitCode, text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries), await errors);
    }

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();
}
