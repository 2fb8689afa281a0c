using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Dispatch.CrashHost;

/// <summary>
/// Kills this process at the n-th log entry with a given event id. The engine logs every step of an attempt before and after it, synchronously,
/// so the process ends exactly there, and the product needs no switch for it.
/// </summary>
internal sealed class KillSwitch(int eventId, int occurrence) : ILoggerProvider, ILogger
{
    private int _seenCount;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId entry, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (entry.Id != eventId || Interlocked.Increment(ref _seenCount) != occurrence)
            return;

        using var self = Process.GetCurrentProcess();
        self.Kill();

        // The signal is on its way; this thread must not take the step that it was to prevent.
        using var never = new ManualResetEventSlim();
        never.Wait();
    }

    public void Dispose()
    {
    }
}
