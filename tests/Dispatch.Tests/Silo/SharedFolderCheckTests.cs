using Dispatch.Channels.Print;
using Dispatch.Silo.Hosting;
using Dispatch.Storage.Documents;
using Dispatch.Storage.Folders;
using Dispatch.Tests.Servers.Fixtures;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Dispatch.Tests.Silo;

public sealed class SharedFolderCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Starting_AbsoluteFolderNotThere_DoesNotStartAndMakesNone()
    {
        var share = _folder.File("share");

        var refused = await Assert.ThrowsAsync<ConfigurationException>(() => CheckOf($"file:{share}").StartingAsync(Stop));
        var isMade = Directory.Exists(share);
        Directory.CreateDirectory(share);
        await CheckOf($"file:{share}").StartingAsync(Stop);

        Assert.Equal($"The folder '{share}' (Print:Printers:hall:Uri) is not there; mount it, or create it.", refused.Message);
        Assert.False(isMade);
        Assert.True(File.Exists(Path.Combine(share, ".dispatch-folder")));
    }

    [Fact]
    public async Task Starting_FolderOfOurOwn_IsMade()
    {
        await CheckOf("file:tray").StartingAsync(Stop);

        Assert.True(File.Exists(_folder.File("print", "tray", ".dispatch-folder")));
    }

    private SharedFolderCheck CheckOf(string uri)
    {
        var print = new PrintOptions { SpoolFolder = _folder.File("print") };
        print.Printers["hall"] = new PrinterOptions { Uri = uri };
        return new SharedFolderCheck(
            new Agreed(), Options.Create(print), Options.Create(new FolderDocumentOptions { Folder = _folder.File("documents") }), new ConfigurationBuilder().Build());
    }

    /// <summary>Notes every mark.</summary>
    private sealed class Agreed : ISharedFolders
    {
        public Task<Guid> RegisterAsync(string name, Guid mark, CancellationToken cancellationToken = default) => Task.FromResult(mark);
    }
}
