using Microsoft.Extensions.Hosting;

namespace Dispatch.Silo.Hosting;

/// <summary>Leaves the process's signals to the program that hosts the engine.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
