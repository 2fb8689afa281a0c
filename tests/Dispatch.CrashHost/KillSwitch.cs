using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace Dispatch.CrashHost;

/// <summary>
/// Kills the process inside the log call of a chosen step, so that the step before has happened and the one after has not.
/// The product holds no switch for it: it logs each durable or remote step, and that is enough.
/// </summary>
internal sealed partial class KillSwitch(CrashOrder order) : ILoggerProvider, ILogger
{
    private const int SigKill = 9;

    private readonly Lock _lock = new();
    private readonly StreamWriter _steps = new(order.StepFile, append: true) { AutoFlush = true };
    private int _occurrences;

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => true;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lock)
        {
            _steps.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:HH:mm:ss.fff} {eventId.Id} {formatter(state, exception)}"));
            if (eventId.Id != order.KillEvent || ++_occurrences != order.KillOccurrence)
                return;

            _steps.WriteLine("killed");
            if (Kill(Environment.ProcessId, SigKill) != 0)
                throw new InvalidOperationException("The process could not kill itself.");
            Thread.Sleep(Timeout.Infinite);    // the signal ends every thread; this one must not be faster
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _steps.Dispose();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
