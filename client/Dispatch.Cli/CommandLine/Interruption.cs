using System.Runtime.InteropServices;

namespace Dispatch.Cli.CommandLine;

/// <summary>Turns Ctrl-C and SIGTERM into a clean stop; the second one ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly PosixSignalRegistration[] _registrations;

    public Interruption() =>
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal), PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal)];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stopping.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();

        // The source is left to the end of the process: a signal may just be on its way.
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (_stopping.IsCancellationRequested)
            Environment.Exit((int)ExitCode.Interrupted);
        context.Cancel = true;
        _stopping.Cancel();
    }
}
