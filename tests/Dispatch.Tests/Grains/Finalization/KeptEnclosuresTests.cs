using Dispatch.Abstractions;
using Dispatch.Grains.Finalization;
using Dispatch.Storage.Documents;
using Dispatch.Tests.Servers.Fixtures;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Dispatch.Tests.Grains.Finalization;

public sealed class KeptEnclosuresTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly FolderDocumentStore _store;
    private readonly KeptEnclosures _enclosures;

    public KeptEnclosuresTests()
    {
        _store = new FolderDocumentStore(Options.Create(new FolderDocumentOptions { Folder = _folder.Path }), NullLogger<FolderDocumentStore>.Instance);
        _enclosures = new KeptEnclosures(_store, _clock);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Keep_HalfADayLater_CountsItAsPutAgain()
    {
        var leaflet = await _store.PutAsync("%PDF-leaflet"u8.ToArray(), Stop);

        Assert.True(await KeepTouchesAsync(leaflet));
        _clock.Advance(TimeSpan.FromHours(11));
        Assert.False(await KeepTouchesAsync(leaflet));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.True(await KeepTouchesAsync(leaflet));
    }

    [Fact]
    public async Task Keep_PdfIsNotThere_NamesTheEnclosure()
    {
        var problem = await _enclosures.KeepAsync([Letter(ContentHash.Of("lost"u8))]);

        Assert.Equal(("enclosure_missing", "leaflet"), (problem!.Code, problem.Value));
    }

    private async Task<bool> KeepTouchesAsync(ContentHash document)
    {
        var longAgo = DateTime.UtcNow.AddDays(-40);
        var file = _folder.File(document.Value[..2], document.Value);
        File.SetLastWriteTimeUtc(file, longAgo);
        Assert.Null(await _enclosures.KeepAsync([Letter(document), Letter(document)]));
        return File.GetLastWriteTimeUtc(file) > longAgo.AddDays(1);
    }

    private static PlannedDispatch Letter(ContentHash enclosure) =>
        new("d1", 1, DispatchKind.Post, "default", new RecipientView { Name = "Anna" }, Language.De, null, IsStandby: false, EmailFormat.Pdf)
        {
            Terms = new LetterTerms { Enclosures = [new LetterEnclosure("leaflet", enclosure, 1)] },
        };
}
