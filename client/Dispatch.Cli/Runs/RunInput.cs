using Dispatch.Cli.Errors;
using Dispatch.Cli.Import;
using Dispatch.Cli.Inputs;
using Dispatch.Cli.Runs.Archives;

namespace Dispatch.Cli.Runs;

/// <summary>The files of a run: of a folder, an archive, a list of files, or one file. What was unpacked for it is deleted with it.</summary>
internal sealed class RunInput : IDisposable
{
    private readonly UnpackedArchive? _archive;

    private RunInput(string path, IReadOnlyList<InvoiceFile> files, UnpackedArchive? archive = null)
    {
        _archive = archive;
        Files = [.. files.OrderBy(file => file.Name, StringComparer.Ordinal)];
        if (Files.Count > 0)
            return;
        Dispose();
        throw new CommandException(ExitCode.Refused, new CliError("no_input", "There is no invoice in it.") { File = path, Mend = "Name a folder or an archive (.zip, .tar, .tar.gz, .tgz) with *.xml files, a UBL file, or a .jsonl that names files." });
    }

    /// <summary>The files, sorted by name.</summary>
    public IReadOnlyList<InvoiceFile> Files { get; }

    /// <summary>Finds the files.</summary>
    /// <param name="path">A folder or an archive with <c>*.xml</c>, one UBL file, or a <c>.jsonl</c> with a <c>{"file":…}</c> a line, relative to it.</param>
    /// <param name="limits">What an archive may unpack to.</param>
    /// <param name="stopping">Stops the unpacking.</param>
    /// <exception cref="CommandException">There is nothing to read.</exception>
    public static RunInput Resolve(string path, ArchiveLimits? limits = null, CancellationToken stopping = default)
    {
        if (Directory.Exists(path))
            return new RunInput(path, OfFolder(path));

        InputFile.MustBeReadable(path);
        if (UnpackedArchive.IsArchive(path))
        {
            var archive = UnpackedArchive.Open(path, limits ?? new ArchiveLimits(), stopping);
            return new RunInput(path, archive.Files, archive);
        }

        return new RunInput(path, Path.GetExtension(path).Equals(".jsonl", StringComparison.OrdinalIgnoreCase) ? OfList(path) : [InvoiceFile.Of(Path.GetFileName(path), path)]);
    }

    /// <inheritdoc/>
    public void Dispose() => _archive?.Dispose();

    private static List<InvoiceFile> OfFolder(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder)
                .Where(file => Path.GetExtension(file).Equals(".xml", StringComparison.OrdinalIgnoreCase))
                .Select(file => InvoiceFile.Of(Path.GetFileName(file), file))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Unreadable(folder, e);
        }
    }

    private static List<InvoiceFile> OfList(string list)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(list))!;
        var (files, errors) = (new List<InvoiceFile>(), new List<CliError>());
        foreach (var line in JsonLineFile.Read(list))
        {
            var problems = new List<CliError>();
            if (line.Read(entry => entry.RequiredText("file"), problems) is { } name)
                files.Add(InvoiceFile.Of(name, Path.Combine(folder, name)));
            errors.AddRange(problems.Select(error => error with { File = list, Line = line.Number }));
        }

        return errors.Count == 0
            ? [.. files.DistinctBy(file => Path.GetFullPath(file.Path), StringComparer.Ordinal)]
            : throw new CommandException(ExitCode.Refused, errors);
    }
}
