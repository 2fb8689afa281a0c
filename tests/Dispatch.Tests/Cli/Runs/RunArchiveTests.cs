using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Dispatch.Cli;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Runs;
using Dispatch.Cli.Runs.Archives;
using Dispatch.Tests.Cli.Fakes;

namespace Dispatch.Tests.Cli.Runs;

public sealed class RunArchiveTests : IDisposable
{
    private const int ZipFlagsOffset = 6;
    private const int ZipSizeOffset = 22;
    private const int CentralFlagsOffset = 8;
    private const int CentralSizeOffset = 24;

    private static readonly string[] Kinds = ["a.zip", "a.tar", "a.tar.gz", "a.TGZ"];

    private readonly CliHarness _files = new();

    public static TheoryData<string> Archives => [.. Kinds];

    public void Dispose() => _files.Dispose();

    [Theory]
    [MemberData(nameof(Archives))]
    public void Resolve_Archive_TakesXmlOfAnyFolderWithThePdfBeside(string kind)
    {
        var path = Archive(kind, ("b/y.pdf", "%PDF-y"), ("b/y.xml", "y"), ("a.XML", "a"), ("c/a.pdf", "%PDF-a"), ("readme.txt", "x"), ("b/._y.xml", "x"), ("b\\z.xml", "z"));

        using var input = RunInput.Resolve(path, stopping: TestContext.Current.CancellationToken);

        Assert.Equal(["a.XML", "b/y.xml", "b/z.xml"], input.Files.Select(file => file.Name));
        Assert.Equal(["a", "y", "z"], input.Files.Select(file => File.ReadAllText(file.Path)));
        Assert.Equal([null, "%PDF-y", null], input.Files.Select(file => file.PdfPath is null ? null : File.ReadAllText(file.PdfPath)));
        Assert.Equal(7, input.Files[1].Bytes);
    }

    [Theory]
    [MemberData(nameof(Archives))]
    public void Resolve_NamesThatLeadElsewhere_StayInTheTemporaryFolder(string kind)
    {
        var path = Archive(kind, ("../../evil.xml", "1"), ("/etc/evil.xml", "2"), ("..\\evil.xml", "3"), ("C:/evil.xml", "4"));

        using var input = RunInput.Resolve(path, stopping: TestContext.Current.CancellationToken);

        Assert.Equal(4, input.Files.Count);
        var folder = Assert.Single(input.Files.Select(file => Path.GetDirectoryName(file.Path)).Distinct());
        Assert.StartsWith(Path.GetFullPath(Path.GetTempPath()), folder, StringComparison.Ordinal);
        Assert.All(input.Files, file => Assert.Matches(@"^\d+\.xml$", Path.GetFileName(file.Path)));
        Assert.False(File.Exists(Path.Combine(folder!, "..", "evil.xml")));
    }

    [Theory]
    [MemberData(nameof(Archives))]
    public void Dispose_Archive_DeletesWhatWasUnpacked(string kind)
    {
        var input = RunInput.Resolve(Archive(kind, ("a.xml", "a")), stopping: TestContext.Current.CancellationToken);
        var folder = Path.GetDirectoryName(input.Files[0].Path)!;
        Assert.True(Directory.Exists(folder));

        input.Dispose();
        input.Dispose();

        Assert.False(Directory.Exists(folder));
    }

    [Theory]
    [MemberData(nameof(Archives))]
    public void Resolve_BombInOneEntry_IsRefusedNamingIt(string kind)
    {
        var path = Archive(kind, ("a.xml", "a"), ("bomb.xml", new string('0', 100_000)));

        var error = Refused(path, new ArchiveLimits { EntryBytes = 50_000 });

        Assert.Equal(("archive_too_large", "bomb.xml"), (error.Code, error.Value));
    }

    [Theory]
    [MemberData(nameof(Archives))]
    public void Resolve_BombOfManyEntries_IsRefusedAtTheEntryThatIsTooMuch(string kind)
    {
        var path = Archive(kind, ("a.xml", new string('0', 40_000)), ("b.xml", new string('0', 40_000)), ("c.xml", "c"));

        var error = Refused(path, new ArchiveLimits { TotalBytes = 50_000 });

        Assert.Equal(("archive_too_large", "b.xml"), (error.Code, error.Value));
    }

    [Fact]
    public void Resolve_BombInASkippedTarEntry_Counts()
    {
        var error = Refused(Archive("a.tgz", ("bomb.bin", new string('0', 100_000)), ("a.xml", "a")), new ArchiveLimits { TotalBytes = 50_000 });

        Assert.Equal(("archive_too_large", "bomb.bin"), (error.Code, error.Value));
    }

    [Theory]
    [MemberData(nameof(Archives))]
    public void Resolve_TooManyEntries_IsRefusedAtTheFirstTooMany(string kind)
    {
        var error = Refused(Archive(kind, ("a.xml", "a"), ("b.txt", "b"), ("c.xml", "c")), new ArchiveLimits { EntryCount = 2 });

        Assert.Equal(("archive_too_large", "c.xml"), (error.Code, error.Value));
    }

    [Theory]
    [MemberData(nameof(Archives))]
    public void Resolve_NameTwice_IsRefusedNamingIt(string kind)
    {
        var error = Refused(Archive(kind, ("in/a.xml", "1"), ("./in/a.xml", "2")));

        Assert.Equal(("archive_entry_duplicate", "./in/a.xml"), (error.Code, error.Value));
    }

    [Theory]
    [MemberData(nameof(Archives))]
    public void Resolve_ContentCutShort_IsRefused(string kind)
    {
        // Random bytes do not shrink: every cut takes something away that counts.
        var noise = Convert.ToBase64String(RandomNumberGenerator.GetBytes(3000));
        var whole = File.ReadAllBytes(Archive(kind, ("a.xml", noise), ("b.xml", noise)));

        // After the content comes what nobody misses: zeroes in tar, in gzip those and the last checksum.
        var contents = kind switch
        {
            "a.tar" => whole.AsSpan().LastIndexOfAnyExcept((byte)0) + 1,
            "a.zip" => whole.Length,
            _ => whole.Length - 100,
        };
        foreach (var length in new[] { 0, 1, 100, 511, 512, 513, whole.Length / 2, contents - 600, contents - 1 })
        {
            var path = Path.Combine(_files.Folder, kind);
            File.WriteAllBytes(path, whole[..length]);

            var refused = Record.Exception(() => RunInput.Resolve(path, stopping: TestContext.Current.CancellationToken).Dispose()) as CommandException;

            Assert.True(refused?.Errors is [{ Code: "archive_damaged" }], $"{length} of {whole.Length}: {refused?.Message ?? "taken"}");
        }
    }

    [Theory]
    [MemberData(nameof(Archives))]
    public void Resolve_NoArchiveAtAll_IsRefused(string kind) => Assert.Equal("archive_damaged", Refused(_files.Write(kind, "<Invoice/>")).Code);

    [Theory]
    [MemberData(nameof(Archives))]
    public void Resolve_NoInvoiceInIt_IsRefused(string kind) => Assert.Equal("no_input", Refused(Archive(kind, ("a.pdf", "%PDF"))).Code);

    [Theory]
    [InlineData(3u)]
    [InlineData(1_000_000u)]
    public void Resolve_ZipThatLiesAboutASize_IsRefusedNamingTheEntry(uint size)
    {
        var path = Archive("a.zip", ("a.xml", "0123456789"));
        Patch(path, (local, central, bytes) =>
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(local + ZipSizeOffset), size);
            BitConverter.TryWriteBytes(bytes.AsSpan(central + CentralSizeOffset), size);
        });

        var error = Refused(path);

        Assert.Equal(("archive_damaged", "a.xml"), (error.Code, error.Value));
    }

    [Fact]
    public void Resolve_ZipWithEncryptedEntry_IsRefusedNamingIt()
    {
        var path = Archive("a.zip", ("a.xml", "0123456789"));
        Patch(path, (local, central, bytes) =>
        {
            bytes[local + ZipFlagsOffset] |= 1;
            bytes[central + CentralFlagsOffset] |= 1;
        });

        var error = Refused(path);

        Assert.Equal(("archive_entry_refused", "a.xml"), (error.Code, error.Value));
    }

    [Fact]
    public void Resolve_ZipWithLink_IsRefusedNamingIt()
    {
        var path = Path.Combine(_files.Folder, "a.zip");
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            var entry = archive.CreateEntry("link.xml");
            entry.ExternalAttributes = unchecked((int)0xA1FF0000);
            using var content = entry.Open();
            content.Write("/etc/passwd"u8);
        }

        Assert.Equal(("archive_entry_refused", "link.xml"), (Refused(path).Code, Refused(path).Value));
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    [InlineData(TarEntryType.Fifo)]
    [InlineData(TarEntryType.CharacterDevice)]
    [InlineData(TarEntryType.BlockDevice)]
    public void Resolve_TarWithWhatIsNoFile_IsRefusedNamingIt(TarEntryType type)
    {
        var path = Path.Combine(_files.Folder, "a.tar");
        using (var writer = new TarWriter(File.Create(path)))
        {
            var entry = new PaxTarEntry(type, "link.xml");
            if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
                entry.LinkName = "/etc/passwd";
            writer.WriteEntry(entry);
        }

        var error = Refused(path);

        Assert.Equal(("archive_entry_refused", "link.xml"), (error.Code, error.Value));
    }

    [Theory]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Gnu)]
    public void Resolve_TarWithAHeaderThatIsABomb_IsRefused(TarEntryFormat format)
    {
        var path = Path.Combine(_files.Folder, "a.tgz");
        using (var zip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        using (var writer = new TarWriter(zip, format))
        {
            var name = new string('x', 4 * 1024 * 1024) + ".xml";
            writer.WriteEntry(format == TarEntryFormat.Pax ? new PaxTarEntry(TarEntryType.RegularFile, name) : new GnuTarEntry(TarEntryType.RegularFile, name));
        }

        Assert.Equal("archive_damaged", Refused(path).Code);
    }

    [Fact]
    public void Resolve_Stopped_LeavesNothingBehind()
    {
        using var stopping = new CancellationTokenSource();
        stopping.Cancel();
        var before = Left();

        Assert.Throws<OperationCanceledException>(() => RunInput.Resolve(Archive("a.zip", ("a.xml", "a")), stopping: stopping.Token));
        Assert.Empty(Left().Except(before));
    }

    [Fact]
    public async Task Start_Archive_FinalizesItsInvoices()
    {
        var ended = await _files.RunAsync("run", "start", Archive("a.zip", ("x/a.xml", "A-1|x"), ("y/b.xml", "A-2|x")), "--yes", "--json");
        var again = await _files.RunAsync("run", "start", Archive("a.tgz", ("y/b.xml", "A-2|x"), ("x/a.xml", "A-1|x")), "--yes", "--json");

        Assert.Equal((ExitCode.Done, 2), (ended.Code, (int)ended.Json[^1]["finalized"]!));
        Assert.Equal((ended.Json[^1]["run"]!.ToString(), 2), (again.Json[^1]["run"]!.ToString(), (int)again.Json[^1]["finalized"]!));
        Assert.Equal(2, _files.Engine.InvoiceCount);
    }

    [Fact]
    public async Task Start_BadInvoiceInAnArchive_IsNamedByItsEntry()
    {
        var ended = await _files.RunAsync("run", "start", Archive("a.zip", ("x/a.xml", "A-1|bad")), "--yes", "--json");

        Assert.Equal(ExitCode.Refused, ended.Code);
        Assert.Contains(ended.Json, line => (string?)line["file"] == "x/a.xml");
    }

    private static HashSet<string> Left() => [.. Directory.EnumerateDirectories(Path.GetTempPath(), "dispatchctl-run-*")];

    private static CliError Refused(string path, ArchiveLimits? limits = null)
    {
        var refused = Assert.Throws<CommandException>(() => RunInput.Resolve(path, limits, stopping: TestContext.Current.CancellationToken));
        Assert.Equal(ExitCode.Refused, refused.ExitCode);
        var error = Assert.Single(refused.Errors);
        Assert.Equal(path, error.File);
        Assert.NotNull(error.Mend);
        return error;
    }

    /// <summary>An archive of the kind that its name says.</summary>
    private string Archive(string name, params (string Name, string Content)[] entries)
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
    private static void Patch(string path, Action<int, int, byte[]> change)
    {
        var bytes = File.ReadAllBytes(path);
        change(bytes.AsSpan().IndexOf("PK\u0003\u0004"u8), bytes.AsSpan().IndexOf("PK\u0001\u0002"u8), bytes);
        File.WriteAllBytes(path, bytes);
    }
}
