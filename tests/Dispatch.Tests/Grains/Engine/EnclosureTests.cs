using System.Text.Json;
using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Documents;
using Microsoft.Extensions.DependencyInjection;
using static Dispatch.Tests.Grains.Engine.TestInvoices;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Grains.Engine;

/// <summary>What billers have to put in with letters, and what finalization freezes of postage and envelope.</summary>
[Collection("engine")]
public sealed class EnclosureTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PutBiller_UploadedEnclosure_IsKeptAsADocumentWithItsPages()
    {
        await using var engine = await TestEngine.StartAsync();
        var pdf = TestEnclosures.Pdf(3);
        var enclosure = await TestEnclosures.UploadAsync(engine.Client, "leaflet", pdf);

        Assert.Empty(await engine.Client.Biller(BillerId).PutAsync(Biller() with { Enclosures = [enclosure with { Pages = 99 }] }));

        var stored = Assert.Single((await engine.Client.Biller(BillerId).GetAsync())!.Enclosures);
        Assert.Equal((3, pdf.Length), (stored.Pages, stored.Bytes));
        Assert.True(await engine.Host.Services.GetRequiredService<IDocumentStore>().ExistsAsync(enclosure.Document, Stop));
    }

    [Fact]
    public async Task PutBiller_AgainWhenTheUploadIsGone_TakesWhatIsThere()
    {
        await using var engine = await TestEngine.StartAsync();
        var biller = Biller() with { Enclosures = [await TestEnclosures.UploadAsync(engine.Client, "leaflet", TestEnclosures.Pdf(2))] };
        Assert.Empty(await engine.Client.Biller(BillerId).PutAsync(biller));
        await engine.Host.Services.GetRequiredService<IDocumentStore>().RemoveUploadsAsync(DateTimeOffset.UtcNow.AddDays(1), Stop);

        Assert.Empty(await engine.Client.Biller(BillerId).PutAsync(biller));
        Assert.Empty(await engine.Client.Biller("gemeinde").PutAsync(Biller("gemeinde") with { Enclosures = biller.Enclosures }));

        Assert.Equal(2, Assert.Single((await engine.Client.Biller(BillerId).GetAsync())!.Enclosures).Pages);
        Assert.Equal(2, Assert.Single((await engine.Client.Biller("gemeinde").GetAsync())!.Enclosures).Pages);
    }

    [Theory]
    [InlineData("nothing", "upload_unknown")]
    [InlineData("text", "pdf_invalid")]
    [InlineData("half", "pdf_damaged")]
    [InlineData("huge", "enclosure_too_large")]
    public async Task PutBiller_UnusableEnclosure_IsRefusedNamingItAndChangesNothing(string what, string code)
    {
        await using var engine = await TestEngine.StartAsync();
        Assert.Empty(await engine.Client.Biller(BillerId).PutAsync(Biller()));
        var pdf = TestEnclosures.Pdf(1);
        var bad = what == "nothing"
            ? new BillerEnclosure { Id = "leaflet", Document = ContentHash.Of("never uploaded"u8) }
            : await TestEnclosures.UploadAsync(engine.Client, "leaflet", what switch { "text" => "hello"u8.ToArray(), "half" => pdf[..(pdf.Length / 2)], _ => [.. pdf, .. new byte[5 * 1024 * 1024]] });

        var error = Assert.Single(await engine.Client.Biller(BillerId).PutAsync(Biller() with { Name = "Andere Werke", Enclosures = [await TestEnclosures.UploadAsync(engine.Client, "sound", pdf), bad] }));

        Assert.Equal((code, "enclosures[1]"), (error.Code, error.Field));
        Assert.Equal(Biller().Name, (await engine.Client.Biller(BillerId).GetAsync())!.Name);
    }

    [Fact]
    public async Task Finalize_PostageAndEnclosures_AreFrozenShownAndInTheIndexOfTheSpoolFolder()
    {
        await using var engine = await TestEngine.StartAsync();
        var leaflet = await TestEnclosures.UploadAsync(engine.Client, "leaflet", TestEnclosures.Pdf(2));
        await ImportAsync(engine, [leaflet], ByPost("letter") with { Postage = Postage.Registered, Enclosures = ["leaflet"] }, ByEmail("mail", fallback: "again"), ByPost("again", PartyRole.DistributionAddress) with { Postage = Postage.A });

        var preview = (await engine.Client.PreviewAsync(Request("R-1"))).Preview!;
        var settled = await engine.SettleAsync(await engine.FinalizeAsync("R-1"));

        (string, Postage?, string)[] expected = [("letter", Postage.Registered, "leaflet"), ("mail", null, ""), ("again", Postage.A, "")];
        Assert.Equal(expected, preview.Dispatches.Select(planned => (planned.Definition, planned.Postage, string.Join(',', planned.Enclosures))));
        Assert.Equal(expected, settled.Dispatches.Select(dispatch => (dispatch.Definition, dispatch.Postage, string.Join(',', dispatch.Enclosures))));
        var rows = (await engine.Host.Services.GetRequiredService<IDispatchStore>().FindInvoiceAsync(BillerId, "R-1", Stop))!.Dispatches;
        Assert.Equal(
            [$$"""{"postage":"registered","enclosures":[{"id":"leaflet","hash":"{{leaflet.Document}}","pages":2}],"share":true}""", null, """{"postage":"A","share":true}"""],
            rows.Select(row => row.Row.Letter));
        var line = JsonDocument.Parse(Assert.Single(await File.ReadAllLinesAsync(Path.Combine(engine.Folder, "print", "default", "index.jsonl"), Stop))).RootElement;
        Assert.Equal(("registered", """["leaflet"]"""), (line.GetProperty("postage").GetString(), line.GetProperty("enclosures").GetRawText()));
    }

    [Fact]
    public async Task Finalize_EnclosureThatTheBillerDoesNotHave_IsRefusedAfterAWarning()
    {
        await using var engine = await TestEngine.StartWithAsync([]);
        var subscription = engine.Client.Subscription(new SubscriptionId(BillerId, "4711"));

        var added = await subscription.AddDefinitionAsync(ByPost("letter") with { Enclosures = ["leaflet"] });
        var refused = Assert.IsType<FinalizeAnswer.Refused>(await engine.AnswerAsync(Request("R-1")));

        Assert.Contains("the biller has no enclosure 'leaflet'", Assert.Single(added.Warnings), StringComparison.Ordinal);
        var error = Assert.Single(refused.Errors);
        Assert.Equal(("enclosure_unknown", "leaflet"), (error.Code, error.Value));
        Assert.Contains("'letter'", error.Message, StringComparison.Ordinal);
        Assert.Empty((await engine.Client.Catalog.ListInvoicesAsync(new InvoiceQuery())).Items);
    }

    [Fact]
    public async Task Finalize_PdfOfAnEnclosureIsLost_IsRefusedUntilTheBillerIsImportedAgain()
    {
        await using var engine = await TestEngine.StartAsync();
        var leaflet = await TestEnclosures.UploadAsync(engine.Client, "leaflet", TestEnclosures.Pdf(1));
        await ImportAsync(engine, [leaflet], ByPost("letter") with { Enclosures = ["leaflet"] });
        var documents = engine.Host.Services.GetRequiredService<IDocumentStore>();
        Assert.True(await documents.RemoveDocumentsAsync(DateTimeOffset.UtcNow.AddDays(1), new HashSet<ContentHash>(), Stop) > 0);

        var refused = Assert.IsType<FinalizeAnswer.Refused>(await engine.AnswerAsync(Request("R-1")));
        await engine.Client.UploadAsync(TestEnclosures.Pdf(1), Stop);
        Assert.Equal("enclosure_missing", Assert.Single(refused.Errors).Code);

        leaflet = await TestEnclosures.UploadAsync(engine.Client, "leaflet", TestEnclosures.Pdf(1));
        Assert.Empty(await engine.Client.Biller(BillerId).PutAsync(Biller() with { Enclosures = [leaflet] }));
        await engine.FinalizeAsync("R-1");
    }

    [Fact]
    public async Task ChangeDefinition_SameEnclosures_ChangesNothing()
    {
        await using var engine = await TestEngine.StartWithAsync([ByPost("letter") with { Enclosures = ["a", "b"] }]);
        var subscription = engine.Client.Subscription(new SubscriptionId(BillerId, "4711"));

        await subscription.ChangeDefinitionAsync(ByPost("letter") with { Enclosures = ["a", "b"] });
        await subscription.PutAsync(Of(ByPost("letter") with { Enclosures = ["a", "b"] }));
        var same = (await subscription.GetAsync())!.Definitions[0].Version;
        await subscription.ChangeDefinitionAsync(ByPost("letter") with { Enclosures = ["b", "a"] });

        Assert.Equal((1, 2), (same, (await subscription.GetAsync())!.Definitions[0].Version));
    }

    private static async Task ImportAsync(TestEngine engine, IReadOnlyList<BillerEnclosure> enclosures, params DispatchDefinition[] definitions)
    {
        Assert.Empty(await engine.Client.Biller(BillerId).PutAsync(Biller() with { Enclosures = enclosures }));
        var answer = await engine.Client.Subscription(new SubscriptionId(BillerId, "4711")).PutAsync(Of(definitions) with { ShareEnvelope = true });
        Assert.Empty(answer.Errors);
    }
}
