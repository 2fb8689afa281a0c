using Dispatch.Cli.Inputs;

namespace Dispatch.Cli.Runs.Archives;

/// <summary>
/// The invoices of a <c>.zip</c>, <c>.tar</c>, <c>.tar.gz</c> or <c>.tgz</c>, unpacked into a temporary folder that is deleted with it. Files there are
/// named by the number of their entry: no name of an archive becomes a path.
/// </summary>
internal sealed class UnpackedArchive : IDisposable
{
    private readonly string _folder;

    private UnpackedArchive(string folder) => _folder = folder;

    /// <summary>The invoices, named by the paths of their entries.</summary>
    public IReadOnlyList<InvoiceFile> Files { get; private set; } = [];

    /// <summary>Whether a file's name is an archive's.</summary>
    public static bool IsArchive(string path) => IsZip(path) || IsGzip(path) || path.EndsWith(".tar", StringComparison.OrdinalIgnoreCase);

    /// <summary>Unpacks all of an archive, or nothing.</summary>
    /// <exception cref="Errors.CommandException">It is refused; nothing is left behind.</exception>
    public static UnpackedArchive Open(string path, ArchiveLimits limits, CancellationToken stopping)
    {
        var errors = new ArchiveErrors(path);
        var unpacked = new UnpackedArchive(CreateFolder(errors));
        try
        {
            var unpacking = new ArchiveUnpacking(unpacked._folder, limits, errors, stopping);
            if (IsZip(path))
                ZipUnpacking.Run(path, unpacking, errors);
            else
                TarUnpacking.Run(path, IsGzip(path), unpacking, errors);
            unpacked.Files = unpacking.Files();
            return unpacked;
        }
        catch
        {
            unpacked.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody else has removed it, or looks into it: a temporary folder is cleaned by the system.
        }
    }

    private static bool IsZip(string path) => path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    private static bool IsGzip(string path) => path.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase);

    private static string CreateFolder(ArchiveErrors errors)
    {
        try
        {
            return Directory.CreateTempSubdirectory("dispatchctl-run-").FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw errors.NotWritable(e);
        }
    }
}
