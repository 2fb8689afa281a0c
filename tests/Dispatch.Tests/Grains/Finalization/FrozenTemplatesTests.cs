using Dispatch.Abstractions;
using Dispatch.Channels.Email;
using Dispatch.Grains.Finalization;
using Dispatch.Storage.Documents;
using Microsoft.Extensions.Time.Testing;

namespace Dispatch.Tests.Grains.Finalization;

public sealed class FrozenTemplatesTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly CountingStore _store = new();
    private readonly FrozenTemplates _templates;

    public FrozenTemplatesTests() => _templates = new FrozenTemplates(new EmailAcceptance(new EmailOptions()), _store, _clock);

    [Fact]
    public async Task Freeze_ManyInvoices_PutsEachVersionOnce()
    {
        var first = await _templates.FreezeAsync("stadtwerke", [Dispatch(DispatchKind.Email, Language.De), Dispatch(DispatchKind.Email, Language.Fr), Dispatch(DispatchKind.Email, Language.De)]);
        var second = await _templates.FreezeAsync("gemeinde", [Dispatch(DispatchKind.Post, Language.It), Dispatch(DispatchKind.Email, Language.De)]);

        Assert.Equal([Language.De, Language.Fr], first!.Keys.Order());
        Assert.Equal(first[Language.De], Assert.Single(second!).Value);
        Assert.Equal([first[Language.De], first[Language.Fr]], _store.Put);
    }

    [Fact]
    public async Task Freeze_LettersAlone_FreezesNothing()
    {
        Assert.Null(await _templates.FreezeAsync("stadtwerke", [Dispatch(DispatchKind.Post, Language.De)]));
        Assert.Empty(_store.Put);
    }

    [Fact]
    public async Task Freeze_HalfADayLater_PutsItAgainSoThatTheRemovalOfOldDocumentsSparesIt()
    {
        await _templates.FreezeAsync("stadtwerke", [Dispatch(DispatchKind.Email, Language.De)]);

        _clock.Advance(TimeSpan.FromHours(11));
        await _templates.FreezeAsync("stadtwerke", [Dispatch(DispatchKind.Email, Language.De)]);
        Assert.Single(_store.Put);

        _clock.Advance(TimeSpan.FromHours(1));
        await _templates.FreezeAsync("stadtwerke", [Dispatch(DispatchKind.Email, Language.De)]);
        Assert.Equal(2, _store.Put.Count);
    }

    [Fact]
    public async Task Freeze_StoreAway_FailsAndTriesAgainWithTheNextInvoice()
    {
        _store.Failure = new IOException("away");
        await Assert.ThrowsAsync<IOException>(() => _templates.FreezeAsync("stadtwerke", [Dispatch(DispatchKind.Email, Language.De)]));

        _store.Failure = null;
        await _templates.FreezeAsync("stadtwerke", [Dispatch(DispatchKind.Email, Language.De)]);

        Assert.Single(_store.Put);
    }

    private static PlannedDispatch Dispatch(DispatchKind kind, Language language) => new("d1", 1, kind, "default", new RecipientView { Name = "Anna" }, language, null, IsStandby: false, EmailFormat.Pdf);

    private sealed class CountingStore : IDocumentStore
    {
        public List<ContentHash> Put { get; } = [];

        public Exception? Failure { get; set; }

        public Task<ContentHash> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
        {
            if (Failure is not null)
                return Task.FromException<ContentHash>(Failure);
            Put.Add(ContentHash.Of(content.Span));
            return Task.FromResult(Put[^1]);
        }

        public Task<Stream> OpenReadAsync(ContentHash document, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<bool> ExistsAsync(ContentHash document, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<long> AppendUploadAsync(ContentHash uploadId, long offset, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<bool> CompleteUploadAsync(ContentHash uploadId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<Stream> OpenUploadAsync(ContentHash uploadId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<int> RemoveDocumentsAsync(DateTimeOffset putBefore, IReadOnlySet<ContentHash> except, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<int> RemoveUploadsAsync(DateTimeOffset olderThan, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
