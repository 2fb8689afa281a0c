using System.Globalization;
using Dispatch.Cli.Errors;

namespace Dispatch.Cli.Demo;

/// <summary>The folder of a demo: new, empty, or cleared of an earlier demo and of nothing else.</summary>
/// <param name="Path">Its full path.</param>
internal sealed record DemoFolder(string Path)
{
    /// <summary>The folder of the sample utility; that it is there shows that a folder is a demo's.</summary>
    public const string SampleName = "sample";

    private static readonly string[] _folders = [SampleName, "email", "print", "documents", "uploads", "preview"];

    public string Sample => System.IO.Path.Combine(Path, SampleName);

    public string Email => System.IO.Path.Combine(Path, "email");

    public string Print => System.IO.Path.Combine(Path, "print");

    /// <summary>Makes the folder ready.</summary>
    /// <param name="wanted">The folder; none: a new one here.</param>
    /// <param name="isFresh">Whether an earlier demo in it may be cleared.</param>
    /// <exception cref="CommandException">It holds something.</exception>
    public static DemoFolder Prepare(string? wanted, bool isFresh)
    {
        var path = System.IO.Path.GetFullPath(wanted ?? NewName());
        try
        {
            Directory.CreateDirectory(path);
            if (Directory.EnumerateFileSystemEntries(path).Any())
                Clear(path, isFresh);
            return new DemoFolder(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Unreachable, new CliError("folder_unusable", "The folder cannot be used.") { Field = "--out", Value = path, Mend = "Name a folder that you may write to." }, e);
        }
    }

    private static string NewName()
    {
        for (var number = 1; ; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"dispatch-demo-{number}");
            if (!System.IO.Path.Exists(name))
                return name;
        }
    }

    private static void Clear(string path, bool isFresh)
    {
        if (!isFresh)
            throw CommandException.Usage("The folder is not empty.", "--out", path, "Name another one, or give --fresh to clear an earlier demo.");
        if (!Directory.Exists(System.IO.Path.Combine(path, SampleName)) || Directory.EnumerateFileSystemEntries(path).FirstOrDefault(entry => !IsOfDemo(entry)) is { } foreign)
        {
            throw CommandException.Usage(
                "The folder holds something other than an earlier demo, so it is not cleared.",
                "--out",
                path,
                "Name another folder.");
        }

        foreach (var entry in Directory.EnumerateFileSystemEntries(path))
        {
            if (Directory.Exists(entry))
                Directory.Delete(entry, recursive: true);
            else
                File.Delete(entry);
        }
    }

    private static bool IsOfDemo(string entry)
    {
        var name = System.IO.Path.GetFileName(entry);
        return Directory.Exists(entry) ? _folders.Contains(name, StringComparer.Ordinal) : name.Contains(".db", StringComparison.Ordinal) || name == "dispatch.lock";
    }
}
