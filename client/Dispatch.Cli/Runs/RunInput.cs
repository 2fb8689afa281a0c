using Dispatch.Cli.Errors;
using Dispatch.Cli.Import;
using Dispatch.Cli.Inputs;

namespace Dispatch.Cli.Runs;

/// <summary>Finds the files of a run: a folder, one file, or a list of files.</summary>
internal static class RunInput
{
    /// <summary>The files, sorted by name.</summary>
    /// <param name="path">A folder with <c>*.xml</c>, one UBL file, or a <c>.jsonl</c> with a <c>{"file":…}</c> a line, relative to it.</param>
    /// <exception cref="CommandException">There is nothing to read.</exception>
    public static IReadOnlyList<InvoiceFile> Resolve(string path)
    {
        var files = Directory.Exists(path) ? OfFolder(path) : OfFile(path);
        return files.Count > 0
            ? [.. files.OrderBy(file => file.Name, StringComparer.Ordinal)]
            : throw new CommandException(ExitCode.Refused, new CliError("no_input", "There is no invoice in it.") { File = path, Mend = "Name a folder with *.xml files, a UBL file, or a .jsonl that names files." });
    }

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

    private static List<InvoiceFile> OfFile(string path)
    {
        InputFile.MustBeReadable(path);
        return Path.GetExtension(path).Equals(".jsonl", StringComparison.OrdinalIgnoreCase) ? OfList(path) : [InvoiceFile.Of(Path.GetFileName(path), path)];
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
