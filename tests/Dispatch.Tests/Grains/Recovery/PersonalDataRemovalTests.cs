using Dispatch.Abstractions;
using Dispatch.Grains;
using Dispatch.Grains.Recovery;
using Dispatch.Storage.Catalog;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Documents;
using Dispatch.Storage.Runs;
using Dispatch.Tests.Grains.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Grains.Recovery;

[Collection("engine")]
public sealed class PersonalDataRemovalTests
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_InvoiceOfLongAgo_KeepsItsProofAlone()
    {
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], ScriptedChannel.Email());
        var before = await engine.SettleAsync(await engine.FinalizeAsync("R-1"));

        Assert.Equal((0, 0), await RemovalAt(engine, Year - TimeSpan.FromDays(1)).RunAsync(Stop));
        Assert.Equal(1, (await RemovalAt(engine, Year + TimeSpan.FromDays(2)).RunAsync(Stop)).InvoiceCount);
        Assert.Equal((0, 0), await RemovalAt(engine, Year + TimeSpan.FromDays(2)).RunAsync(Stop));

        var after = Assert.Single(await engine.Client.Catalog.FindInvoicesAsync("R-1", null));
        var dispatch = Assert.Single(after.Dispatches);
        Assert.Equal(("", null), (dispatch.Recipient.Name, dispatch.Recipient.Email));
        Assert.Equal(before.Dispatches[0].Attempts[0].Proof, dispatch.Attempts[0].Proof);
        Assert.Equal(before.Document, after.Document);
        Assert.Contains(after.Notices, notice => notice.Contains("Retention:PersonalDataAfter", StringComparison.Ordinal));
        Assert.False(await engine.Host.Services.GetRequiredService<IDocumentStore>().ExistsAsync(after.Document.Sha256, Stop));
        Assert.IsType<FinalizeAnswer.Repeated>(await engine.AnswerAsync(TestInvoices.Request("R-1")));
        Assert.Equal(DispatchCommandResult.TooLate, (await engine.Client.Dispatch(dispatch).RetryAsync()).Result);
    }

    [Fact]
    public async Task Run_NothingConfigured_RemovesNothing()
    {
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], ScriptedChannel.Email());
        await engine.SettleAsync(await engine.FinalizeAsync("R-1"));

        Assert.Equal((0, 0), await engine.Host.Services.GetRequiredService<PersonalDataRemoval>().RunAsync(Stop));
    }

    [Fact]
    public async Task Run_EnclosureOfABiller_StaysHoweverOldItIs()
    {
        await using var engine = await TestEngine.StartAsync(ScriptedChannel.Post());
        var (kept, dropped) = (await TestEnclosures.UploadAsync(engine.Client, "leaflet", TestEnclosures.Pdf(1)), await TestEnclosures.UploadAsync(engine.Client, "old", TestEnclosures.Pdf(2)));
        Assert.Empty(await engine.Client.Biller(BillerId).PutAsync(Biller() with { Enclosures = [kept, dropped] }));
        Assert.Empty(await engine.Client.Biller(BillerId).PutAsync(Biller() with { Enclosures = [kept] }));

        Assert.Equal((0, 1), await RemovalAt(engine, Year + TimeSpan.FromDays(2)).RunAsync(Stop));

        var documents = engine.Host.Services.GetRequiredService<IDocumentStore>();
        Assert.Equal((true, false), (await documents.ExistsAsync(kept.Document, Stop), await documents.ExistsAsync(dropped.Document, Stop)));
    }

    private static PersonalDataRemoval RemovalAt(TestEngine engine, TimeSpan later) => new(
        engine.Host.Services.GetRequiredService<IDispatchStore>(),
        engine.Host.Services.GetRequiredService<IRunStore>(),
        engine.Host.Services.GetRequiredService<IDocumentStore>(),
        engine.Host.Services.GetRequiredService<ICatalogStore>(),
        engine.Host.Grains,
        Options.Create(new RetentionOptions { PersonalDataAfter = Year }),
        new FakeTimeProvider(DateTimeOffset.UtcNow + later));
}
