using Dispatch.Abstractions;
using Dispatch.Storage.Documents;
using Dispatch.Tests.Servers.Fixtures;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Storage;

public sealed class FolderDocumentStoreTests : DocumentStoreCompliance, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services;

    public FolderDocumentStoreTests()
    {
        var services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddLogging();
        services.AddFolderDocuments(options => options.Folder = _folder.File("documents"));
        services.AddFolderDocuments();
        _services = services.BuildServiceProvider();
    }

    protected override IDocumentStore Store => _services.GetRequiredService<IDocumentStore>();

    protected override Task AgeAsync(ContentHash document, DateTimeOffset putAt)
    {
        File.SetLastWriteTimeUtc(PathOf(document), putAt.UtcDateTime);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Put_WhileAnotherProcessCountsADocumentAsPut_GoesOn()
    {
        await Store.PutAsync(Content("a document"), Stop);
        using var held = new FileStream(LockPath, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);

        await Store.PutAsync(Content("a document"), Stop);
    }

    [Fact]
    public async Task Put_WhileAnotherProcessRemovesAndStandsStill_FailsInsteadOfWaitingForEver()
    {
        await Store.PutAsync(Content("a document"), Stop);
        using var held = new FileStream(LockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        await Assert.ThrowsAsync<StorageException>(() => Store.PutAsync(Content("a document"), Stop));
    }

    private string LockPath => Path.Combine(_folder.File("documents"), ".retention.lock");

    [Fact]
    public async Task Put_FileCutShortByACrash_IsReplaced()
    {
        var hash = await Store.PutAsync(Content("a document"), Stop);
        await File.WriteAllBytesAsync(PathOf(hash), Content("a doc"), Stop);

        await Store.PutAsync(Content("a document"), Stop);

        Assert.Equal(Content("a document"), await ReadAsync(await Store.OpenReadAsync(hash, Stop)));
    }

    [Fact]
    public async Task OpenRead_EmptyFile_IsDamaged()
    {
        var hash = await Store.PutAsync(Content("a document"), Stop);
        await File.WriteAllBytesAsync(PathOf(hash), [], Stop);

        var error = await Assert.ThrowsAsync<StorageException>(() => Store.OpenReadAsync(hash, Stop));

        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RemoveUploads_TemporaryFileLeftByACrash_IsRemoved()
    {
        await Store.PutAsync(Content("a document"), Stop);
        var left = _folder.File("documents/uploads/0123.tmp");
        await File.WriteAllTextAsync(left, "half a docu", Stop);

        Assert.Equal(1, await Store.RemoveUploadsAsync(DateTimeOffset.UtcNow.AddHours(1), Stop));

        Assert.False(File.Exists(left));
    }

    [Fact]
    public async Task Put_FolderCannotBeMade_IsAStorageException()
    {
        await File.WriteAllTextAsync(_folder.File("documents"), "a file stands where the folder should be", Stop);

        await Assert.ThrowsAsync<StorageException>(() => Store.PutAsync(Content("a document"), Stop));
    }

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }

    private string PathOf(ContentHash hash) => _folder.File($"documents/{hash.Value[..2]}/{hash.Value}");
}
