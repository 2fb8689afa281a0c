using Dispatch.Storage.Files;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Dispatch.Channels.Print.Spool;

/// <summary>
/// Makes the spool folders that are ours to make before the engine takes work. A crash in the first letter is then asked about in a folder that is there;
/// of one that is not there nobody knows what was in it.
/// </summary>
internal sealed class SpoolFolders(IOptions<PrintOptions> options) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (printer, folder) in options.Value.ResolveFolders())
        {
            try
            {
                if (options.Value.MakesFolder(printer))
                    DurableFile.CreateDirectory(folder);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Its letters say so, and when.
            }
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
