using System.Text;
using Dispatch.Abstractions;
using Dispatch.Storage.Documents;

namespace Dispatch.Tests.Storage;

/// <summary>What every document store must do. Each store's tests inherit it.</summary>
public abstract class DocumentStoreCompliance
{
    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected abstract IDocumentStore Store { get; }

    [Fact]
    public async Task Put_NewDocument_CanBeReadUnderItsHash()
    {
        var content = Content("an invoice");

        var hash = await Store.PutAsync(content, Stop);

        Assert.Equal(ContentHash.Of(content), hash);
        Assert.True(await Store.ExistsAsync(hash, Stop));
        Assert.Equal(content, await ReadAsync(await Store.OpenReadAsync(hash, Stop)));
    }

    [Fact]
    public async Task Put_SameDocumentByManyAtOnce_IsStoredOnce()
    {
        var content = Content(new string('x', 100_000));

        var hashes = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Store.PutAsync(content, Stop)));

        Assert.Equal(content, await ReadAsync(await Store.OpenReadAsync(Assert.Single(hashes.Distinct()), Stop)));
        Assert.Equal(0, await Store.RemoveUploadsAsync(DateTimeOffset.MaxValue, Stop));
    }

    [Fact]
    public async Task Put_NoBytes_CanBeRead()
    {
        var hash = await Store.PutAsync(ReadOnlyMemory<byte>.Empty, Stop);

        Assert.Empty(await ReadAsync(await Store.OpenReadAsync(hash, Stop)));
    }

    /// <summary>Clients read documents and uploads in pieces, each by a call of its own that begins where the last one ended.</summary>
    [Fact]
    public async Task OpenRead_AnyPosition_ReadsOnFromThere()
    {
        var content = new byte[1_500_000];
        new Random(1).NextBytes(content);
        var hash = await Store.PutAsync(content, Stop);
        for (var offset = 0; offset < content.Length; offset += 700_000)
            await Store.AppendUploadAsync(hash, offset, content.AsMemory(offset, Math.Min(700_000, content.Length - offset)), Stop);
        Assert.True(await Store.CompleteUploadAsync(hash, Stop));

        foreach (var open in new Func<Task<Stream>>[] { () => Store.OpenReadAsync(hash, Stop), () => Store.OpenUploadAsync(hash, Stop) })
        {
            await using var stream = await open();
            foreach (var position in new[] { 1_400_000, 0, 699_990, 524_288, 1_499_999, content.Length })
            {
                stream.Position = position;
                var piece = new byte[Math.Min(400_000, content.Length - position)];
                await stream.ReadExactlyAsync(piece, Stop);
                Assert.True(content.AsSpan(position, piece.Length).SequenceEqual(piece), $"at {position}");
            }

            Assert.Equal(0, await stream.ReadAsync(new byte[1], Stop));
        }
    }

    /// <summary>Makes a document look as if it was put long ago.</summary>
    protected abstract Task AgeAsync(ContentHash document, DateTimeOffset putAt);

    [Fact]
    public async Task RemoveDocuments_Old_AreGoneAndCanBePutAgain()
    {
        var (old, young) = (await Store.PutAsync(Content("old"), Stop), await Store.PutAsync(Content("young"), Stop));
        await AgeAsync(old, DateTimeOffset.UtcNow.AddDays(-40));

        Assert.Equal(1, await Store.RemoveDocumentsAsync(DateTimeOffset.UtcNow.AddDays(-30), new HashSet<ContentHash>(), Stop));

        Assert.Equal((false, true), (await Store.ExistsAsync(old, Stop), await Store.ExistsAsync(young, Stop)));
        await Store.PutAsync(Content("old"), Stop);
        Assert.Equal(Content("old"), await ReadAsync(await Store.OpenReadAsync(old, Stop)));
    }

    [Fact]
    public async Task RemoveDocuments_PutAgainMeanwhile_AreKept()
    {
        var document = await Store.PutAsync(Content("asked for again"), Stop);
        await AgeAsync(document, DateTimeOffset.UtcNow.AddDays(-40));
        await Store.PutAsync(Content("asked for again"), Stop);

        Assert.Equal(0, await Store.RemoveDocumentsAsync(DateTimeOffset.UtcNow.AddDays(-30), new HashSet<ContentHash>(), Stop));

        Assert.Equal(Content("asked for again"), await ReadAsync(await Store.OpenReadAsync(document, Stop)));
    }

    [Fact]
    public async Task RemoveDocuments_Excepted_AreKept()
    {
        var (old, kept) = (await Store.PutAsync(Content("old"), Stop), await Store.PutAsync(Content("referred to"), Stop));
        await AgeAsync(old, DateTimeOffset.UtcNow.AddDays(-40));
        await AgeAsync(kept, DateTimeOffset.UtcNow.AddDays(-40));

        Assert.Equal(1, await Store.RemoveDocumentsAsync(DateTimeOffset.UtcNow.AddDays(-30), new HashSet<ContentHash> { kept }, Stop));

        Assert.Equal((false, true), (await Store.ExistsAsync(old, Stop), await Store.ExistsAsync(kept, Stop)));
    }

    [Fact]
    public async Task OpenRead_UnknownDocument_Throws()
    {
        Assert.False(await Store.ExistsAsync(ContentHash.Of([1]), Stop));
        await Assert.ThrowsAsync<FileNotFoundException>(() => Store.OpenReadAsync(ContentHash.Of([1]), Stop));
        await Assert.ThrowsAsync<FileNotFoundException>(() => Store.OpenUploadAsync(ContentHash.Of([1]), Stop));
    }

    [Fact]
    public async Task Upload_ChunksInOrder_IsReadableWhenComplete()
    {
        var content = Content("part one, part two");
        var id = ContentHash.Of(content);

        Assert.Equal(9, await Store.AppendUploadAsync(id, 0, content.AsMemory(0, 9), Stop));
        Assert.Equal(content.Length, await Store.AppendUploadAsync(id, 9, content.AsMemory(9), Stop));
        await Assert.ThrowsAsync<FileNotFoundException>(() => Store.OpenUploadAsync(id, Stop));
        Assert.True(await Store.CompleteUploadAsync(id, Stop));

        Assert.Equal(content, await ReadAsync(await Store.OpenUploadAsync(id, Stop)));
        Assert.False(await Store.ExistsAsync(id, Stop));
    }

    [Fact]
    public async Task Upload_ChunksRepeatedOverlappingAndEarly_AddsOnlyWhatFollows()
    {
        var content = Content("0123456789");
        var id = ContentHash.Of(content);

        Assert.Equal(0, await Store.AppendUploadAsync(id, 4, content.AsMemory(4), Stop));
        Assert.Equal(4, await Store.AppendUploadAsync(id, 0, content.AsMemory(0, 4), Stop));
        Assert.Equal(4, await Store.AppendUploadAsync(id, 0, content.AsMemory(0, 4), Stop));
        Assert.Equal(10, await Store.AppendUploadAsync(id, 2, content.AsMemory(2), Stop));

        Assert.True(await Store.CompleteUploadAsync(id, Stop));
        Assert.Equal(10, await Store.AppendUploadAsync(id, 0, content, Stop));
        Assert.True(await Store.CompleteUploadAsync(id, Stop));
    }

    [Fact]
    public async Task CompleteUpload_OtherBytes_ThrowsThemAway()
    {
        var id = ContentHash.Of(Content("announced"));
        await Store.AppendUploadAsync(id, 0, Content("something else"), Stop);

        Assert.False(await Store.CompleteUploadAsync(id, Stop));

        Assert.Equal(9, await Store.AppendUploadAsync(id, 0, Content("announced"), Stop));
        Assert.True(await Store.CompleteUploadAsync(id, Stop));
    }

    [Fact]
    public async Task CompleteUpload_NothingSent_IsFalse() => Assert.False(await Store.CompleteUploadAsync(ContentHash.Of([2]), Stop));

    [Fact]
    public async Task RemoveUploads_OldOnes_LeavesDocuments()
    {
        var hash = await Store.PutAsync(Content("a document"), Stop);
        var finished = ContentHash.Of(Content("finished"));
        await Store.AppendUploadAsync(finished, 0, Content("finished"), Stop);
        await Store.CompleteUploadAsync(finished, Stop);
        await Store.AppendUploadAsync(ContentHash.Of([3]), 0, Content("never finished"), Stop);

        Assert.Equal(0, await Store.RemoveUploadsAsync(DateTimeOffset.UtcNow.AddHours(-1), Stop));
        Assert.Equal(2, await Store.RemoveUploadsAsync(DateTimeOffset.UtcNow.AddHours(1), Stop));

        await Assert.ThrowsAsync<FileNotFoundException>(() => Store.OpenUploadAsync(finished, Stop));
        Assert.True(await Store.ExistsAsync(hash, Stop));
    }

    protected static byte[] Content(string text) => Encoding.UTF8.GetBytes(text);

    protected static async Task<byte[]> ReadAsync(Stream stream)
    {
        await using (stream)
        {
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy, Stop);
            return copy.ToArray();
        }
    }
}
