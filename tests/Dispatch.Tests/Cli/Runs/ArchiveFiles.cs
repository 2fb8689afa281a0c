using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Dispatch.Cli;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Runs;
using Dispatch.Cli.Runs.Archives;
using Dispatch.Tests.Cli.Fakes;

namespace Dispatch.Tests.Cli.Runs;

/// <summary>Archives as inputs of a run, made by the tests in a folder that is gone after them.</summary>
public abstract class ArchiveFiles : IDisposable
{
    protected const int ZipFlagsOffset = 6;
    protected const int ZipSizeOffset = 22;
    protected const int CentralFlagsOffset = 8;
    protected const int CentralSizeOffset = 24;

    private static readonly string[] Kinds = ["a.zip", "a.tar", "a.tar.gz", "a.TGZ"];

    private readonly CliHarness _files = new();

    public static TheoryData<string> Archives => [.. Kinds];

    private protected CliHarness Files => _files;

    public void Dispose()
    {
        _files.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static HashSet<string> Left() => [.. Directory.EnumerateDirectories(Path.GetTempPath(), "dispatchctl-run-*")];

    private protected static CliError Refused(string path, ArchiveLimits? limits = null)
    {
        var refused = Assert.Throws<CommandException>(() => RunInput.Resolve(path, limits, stopping: TestContext.Current.CancellationToken));
        Assert.Equal(ExitCode.Refused, refused.ExitCode);
        var error = Assert.Single(refused.Errors);
        Assert.Equal(path, error.File);
        Assert.NotNull(error.Mend);
        return error;
    }

    /// <summary>An archive of the kind that its name says.</summary>
    protected string Archive(string name, params (string Name, string Content)[] entries)
    {
        var path = Path.Combine(_files.Folder, name);
        if (name.EndsWith(".zip", StringComparison.Ordinal))
        {
            File.Delete(path);
            using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
            foreach (var entry in entries)
            {
                using var content = archive.CreateEntry(entry.Name).Open();
                content.Write(Encoding.UTF8.GetBytes(entry.Content));
            }

            return path;
        }

        using Stream file = File.Create(path), bytes = name.EndsWith(".tar", StringComparison.Ordinal) ? file : new GZipStream(file, CompressionLevel.Fastest);
        using var writer = new TarWriter(bytes);
        foreach (var entry in entries)
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, entry.Name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(entry.Content)) });
        return path;
    }

    /// <summary>Changes the headers of a ZIP's only entry.</summary>
    protected static void Patch(string path, Action<int, int, byte[]> change)
    {
        var bytes = File.ReadAllBytes(path);
        change(bytes.AsSpan().IndexOf("PK\u0003\u0004"u8), bytes.AsSpan().IndexOf("PK\u0001\u0002"u8), bytes);
        File.WriteAllBytes(path, bytes);
    }
}
