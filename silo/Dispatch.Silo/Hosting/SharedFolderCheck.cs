using Dispatch.Channels.Print;
using Dispatch.Storage.Documents;
using Dispatch.Storage.Folders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Dispatch.Silo.Hosting;

/// <summary>
/// Refuses to start a silo whose spool or document folder is not the one of the other silos. A letter that was begun by a silo that died is looked
/// for in the spool folder: in another folder it would seem not to be there, and would be printed twice.
/// </summary>
internal sealed class SharedFolderCheck(
    ISharedFolders folders, IOptions<PrintOptions> print, IOptions<FolderDocumentOptions> documents, IConfiguration configuration) : IHostedLifecycleService
{
    private const string MarkFile = ".dispatch-folder";

    /// <inheritdoc/>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var (printer, folder) in print.Value.ResolveFolders())
        {
            if (!print.Value.MakesFolder(printer) && !Directory.Exists(folder))
                throw new ConfigurationException($"The folder '{folder}' (Print:Printers:{printer}:Uri) is not there; mount it, or create it.");
            await CheckAsync($"print/{printer}", folder, "Print:SpoolFolder or the printer's Uri", cancellationToken);
        }
        if (!ProviderRules.KeepsDocumentsInPostgreSql(configuration))
            await CheckAsync("documents", documents.Value.Folder, "Documents:Folder", cancellationToken);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task CheckAsync(string name, string folder, string key, CancellationToken cancellationToken)
    {
        var mark = await MarkAsync(folder, cancellationToken);
        if (await folders.RegisterAsync(name, mark, cancellationToken) != mark)
        {
            throw new ConfigurationException(
                $"The folder '{folder}' ({key}) is not the one that the other silos use as '{name}'; mount the same folder on every silo. "
                + $"If it has been replaced on purpose, stop all silos and delete the row '{name}' from the table shared_folder.");
        }
    }

    /// <summary>The folder's mark; made by whoever is first, and by only one of several.</summary>
    private static async Task<Guid> MarkAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, MarkFile);
        if (!File.Exists(path))
        {
            var temporary = $"{path}.{Guid.NewGuid():N}";
            await File.WriteAllTextAsync(temporary, Guid.NewGuid().ToString(), cancellationToken);
            try
            {
                File.Move(temporary, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(temporary);
            }
        }

        var text = await File.ReadAllTextAsync(path, cancellationToken);
        return Guid.TryParse(text, out var mark)
            ? mark
            : throw new ConfigurationException($"The file '{path}' does not hold the folder's mark; restore it from a backup, or copy the one that another silo sees.");
    }
}
