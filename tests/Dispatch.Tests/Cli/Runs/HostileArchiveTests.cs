using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Runs;
using Dispatch.Cli.Runs.Archives;

namespace Dispatch.Tests.Cli.Runs;

/// <summary>Archives that are damaged, lie, or are made to do harm.</summary>
[Collection("archives")]
public sealed class HostileArchiveTests : ArchiveFiles
{
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
            var path = Path.Combine(Files.Folder, kind);
            File.WriteAllBytes(path, whole[..length]);

            var refused = Record.Exception(() => RunInput.Resolve(path, stopping: TestContext.Current.CancellationToken).Dispose()) as CommandException;

            Assert.True(refused?.Errors is [{ Code: "archive_damaged" }], $"{length} of {whole.Length}: {refused?.Message ?? "taken"}");
        }
    }

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
        var path = Path.Combine(Files.Folder, "a.zip");
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
        var path = Path.Combine(Files.Folder, "a.tar");
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
        var path = Path.Combine(Files.Folder, "a.tgz");
        using (var zip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        using (var writer = new TarWriter(zip, format))
        {
            var name = new string('x', 4 * 1024 * 1024) + ".xml";
            writer.WriteEntry(format == TarEntryFormat.Pax ? new PaxTarEntry(TarEntryType.RegularFile, name) : new GnuTarEntry(TarEntryType.RegularFile, name));
        }

        Assert.Equal("archive_damaged", Refused(path).Code);
    }
}
