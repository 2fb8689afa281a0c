using Dispatch.Cli;
using Dispatch.Cli.Runs;

namespace Dispatch.Tests.Cli.Runs;

[Collection("archives")] // they look for what others leave in the temporary folder
public sealed class RunArchiveTests : ArchiveFiles
{
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
    public void Resolve_NoArchiveAtAll_IsRefused(string kind) => Assert.Equal("archive_damaged", Refused(Files.Write(kind, "<Invoice/>")).Code);

    [Theory]
    [MemberData(nameof(Archives))]
    public void Resolve_NoInvoiceInIt_IsRefused(string kind) => Assert.Equal("no_input", Refused(Archive(kind, ("a.pdf", "%PDF"))).Code);

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
        var ended = await Files.RunAsync("run", "start", Archive("a.zip", ("x/a.xml", "A-1|x"), ("y/b.xml", "A-2|x")), "--yes", "--json");
        var again = await Files.RunAsync("run", "start", Archive("a.tgz", ("y/b.xml", "A-2|x"), ("x/a.xml", "A-1|x")), "--yes", "--json");

        Assert.Equal((ExitCode.Done, 2), (ended.Code, (int)ended.Json[^1]["finalized"]!));
        Assert.Equal((ended.Json[^1]["run"]!.ToString(), 2), (again.Json[^1]["run"]!.ToString(), (int)again.Json[^1]["finalized"]!));
        Assert.Equal(2, Files.Engine.InvoiceCount);
    }

    [Fact]
    public async Task Start_BadInvoiceInAnArchive_IsNamedByItsEntry()
    {
        var ended = await Files.RunAsync("run", "start", Archive("a.zip", ("x/a.xml", "A-1|bad")), "--yes", "--json");

        Assert.Equal(ExitCode.Refused, ended.Code);
        Assert.Contains(ended.Json, line => (string?)line["file"] == "x/a.xml");
    }
}
