using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Dispatch.EndToEnd.Chaos;

/// <summary>A process of the chaos suite: what it says, and signals to it.</summary>
internal sealed partial class ChaosProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _said = new();
    private readonly Task _reading;

    /// <summary>Starts a program of this folder.</summary>
    /// <param name="program">Its file.</param>
    /// <param name="arguments">What it is told.</param>
    /// <param name="environment">Its configuration.</param>
    /// <param name="logFile">Where its standard error is appended.</param>
    public ChaosProcess(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string logFile)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, program), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _reading = Task.WhenAll(ReadAsync(), LogAsync(logFile));
    }

    /// <summary>Starts the crash host.</summary>
    /// <param name="arguments">Its role and what the role needs.</param>
    /// <param name="environment">Its configuration.</param>
    /// <param name="logFile">Where its standard error is appended.</param>
    public ChaosProcess(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string logFile)
        : this("Dispatch.CrashHost", arguments, environment, logFile)
    {
    }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>What it has said, line by line.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>Waits until it says a line that begins with a word.</summary>
    /// <returns>False if it ended without.</returns>
    public async Task<bool> SaysAsync(string word)
    {
        var said = WaitingFor(word).Task;
        await Task.WhenAny(said, _reading);
        return said.IsCompleted;
    }

    /// <summary>Tells it to go on.</summary>
    public void GoOn() => _process.StandardInput.WriteLine();

    /// <summary>Sends it a signal, if it lives.</summary>
    public void Send(ProcessSignal signal)
    {
        if (!_process.HasExited)
            _ = Kill(_process.Id, (int)signal);
    }

    /// <summary>Waits for its end and the last of its output.</summary>
    /// <returns>Its exit code; 137 after SIGKILL.</returns>
    public async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync();
        await _reading;
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _lines.Enqueue(line);
            WaitingFor(line.Split(' ', 2)[0]).TrySetResult();
        }
    }

    private TaskCompletionSource WaitingFor(string word) =>
        _said.GetOrAdd(word, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task LogAsync(string logFile)
    {
        await using var log = new FileStream(logFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        await _process.StandardError.BaseStream.CopyToAsync(log);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
