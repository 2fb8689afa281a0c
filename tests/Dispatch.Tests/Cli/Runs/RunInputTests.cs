using Dispatch.Cli;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Inputs;
using Dispatch.Cli.Runs;
using Dispatch.Tests.Cli.Fakes;

namespace Dispatch.Tests.Cli.Runs;

public sealed class RunInputTests : IDisposable
{
    private readonly CliHarness _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Resolve_Folder_TakesXmlSortedWithThePdfBeside()
    {
        _files.Write("b.xml", "b");
        _files.Write("a.XML", "a");
        _files.Write("b.pdf", "%PDF");
        _files.Write("c.pdf", "%PDF");
        _files.Write("below/d.xml", "d");

        using var input = Dispatch.Cli.Runs.RunInput.Resolve(_files.Folder, stopping: TestContext.Current.CancellationToken);
        var files = input.Files;

        Assert.Equal(["a.XML", "b.xml"], files.Select(file => file.Name));
        Assert.Null(files[0].PdfPath);
        Assert.Equal(Path.Combine(_files.Folder, "b.pdf"), files[1].PdfPath);
        Assert.Equal(5, files[1].Bytes);
    }

    [Fact]
    public void Resolve_List_TakesFilesRelativeToIt()
    {
        _files.Write("in/b.xml", "b");
        var list = _files.Write("in/list.jsonl", "{\"file\":\"b.xml\"}\n\n{\"file\":\"./b.xml\"}\n");

        using var input = Dispatch.Cli.Runs.RunInput.Resolve(list, stopping: TestContext.Current.CancellationToken);
        var file = Assert.Single(input.Files);

        Assert.Equal(Path.Combine(_files.Folder, "in"), Path.GetDirectoryName(Path.GetFullPath(file.Path)));
    }

    [Theory]
    [InlineData("{\"file\":\"a.xml\",\"pdf\":\"x\"}", "unknown_property")]
    [InlineData("{\"file\":1}", "invalid_value")]
    [InlineData("a.xml", "invalid_json")]
    public void Resolve_ListWithABadLine_NamesTheLine(string line, string code)
    {
        var list = _files.Write("list.jsonl", "\n" + line);

        var error = Assert.Single(Assert.Throws<CommandException>(() => Dispatch.Cli.Runs.RunInput.Resolve(list, stopping: TestContext.Current.CancellationToken)).Errors);

        Assert.Equal((code, 2), (error.Code, error.Line));
    }

    [Fact]
    public void Resolve_EmptyFolder_IsRefused() =>
        Assert.Equal(ExitCode.Refused, Assert.Throws<CommandException>(() => Dispatch.Cli.Runs.RunInput.Resolve(_files.Folder, stopping: TestContext.Current.CancellationToken)).ExitCode);

    [Fact]
    public void Resolve_NoSuchThing_IsRefused() =>
        Assert.Equal(ExitCode.Refused, Assert.Throws<CommandException>(() => Dispatch.Cli.Runs.RunInput.Resolve(Path.Combine(_files.Folder, "none"), stopping: TestContext.Current.CancellationToken)).ExitCode);

    [Fact]
    public void RunId_OtherContent_IsAnother()
    {
        static string Id(string name, string content)
        {
            using var hash = new RunInputHash();
            hash.Add(name, Dispatch.Abstractions.ContentHash.Of(System.Text.Encoding.UTF8.GetBytes(content)));
            return RunId.Of(hash.Finish());
        }

        Assert.Equal(Id("a", "1"), Id("a", "1"));
        Assert.NotEqual(Id("a", "1"), Id("a", "2"));
        Assert.NotEqual(Id("a", "1"), Id("b", "1"));
        Assert.True(Dispatch.Abstractions.Identifier.IsValid(Id("a", "1")));
    }

    [Fact]
    public void Batches_ManyAndLarge_AreBoundedByCountAndSize()
    {
        var files = Enumerable.Repeat(new InvoiceFile("a", "a", null, 1), 201).Append(new InvoiceFile("b", "b", null, 1 << 30)).Append(new InvoiceFile("c", "c", null, 1));

        Assert.Equal([200, 1, 1, 1], InvoiceFileReader.Batches(files, file => file).Select(batch => batch.Count));
    }
}
