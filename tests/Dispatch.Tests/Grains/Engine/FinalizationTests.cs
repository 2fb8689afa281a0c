using System.Text;
using Dispatch.Abstractions;
using UglyToad.PdfPig;
using static Dispatch.Tests.Grains.Engine.TestInvoices;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Grains.Engine;

[Collection("engine")]
public sealed class FinalizationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Finalize_EmailAndLetter_IsDeliveredOnBothAndTraced()
    {
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail"), ByPost("letter")]);

        var receipt = await engine.FinalizeAsync("2026/10 1");
        var settled = await engine.SettleAsync(receipt);

        Assert.Equal(InvoiceState.Settled, settled.State);
        Assert.Equal(32, receipt.TraceId!.Length);
        Assert.All(settled.Dispatches, dispatch => Assert.Equal((DispatchState.Delivered, OutcomeKind.Delivered), (dispatch.State, Assert.Single(dispatch.Attempts).Outcome)));
        Assert.Equal(["2026/10 1~mail", "2026/10 1~letter"], settled.Dispatches.Select(dispatch => dispatch.Id));
        Assert.True(File.Exists(Path.Combine(engine.Folder, "email", "2026%2F10%201%7Email.eml")));
        Assert.True(File.Exists(Path.Combine(engine.Folder, "print", "default", "2026%2F10%201%7Eletter.pdf")));
        Assert.Equal(receipt.Document.Bytes, (await engine.ReadAsync(receipt.Document.Sha256)).Length);
    }

    [Fact]
    public async Task Finalize_SameContentManyTimesAtOnce_IsAcceptedOnce()
    {
        var email = ScriptedChannel.Email();
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => engine.AnswerAsync(Request("R-1"))));

        var accepted = Assert.Single(answers.OfType<FinalizeAnswer.Accepted>());
        Assert.Equal(49, answers.OfType<FinalizeAnswer.Repeated>().Count(repeated => repeated.Invoice.FinalizedAt == accepted.Invoice.FinalizedAt));
        await engine.SettleAsync(accepted.Invoice);
        Assert.Single(email.Sent);
    }

    [Fact]
    public async Task Finalize_SameNumberOtherContent_IsAConflictThatChangesNothing()
    {
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], ScriptedChannel.Email());
        var first = await engine.FinalizeAsync("R-1");

        var answer = await engine.AnswerAsync(Request("R-1", ("Seeweg 3", "Seeweg 4")));

        var conflict = Assert.IsType<FinalizeAnswer.Conflict>(answer);
        Assert.Equal(("number_conflict", "BT-1", "R-1"), (conflict.Error.Code, conflict.Error.Field, conflict.Error.Value));
        Assert.Equal(first.Document, Assert.Single(await engine.Client.Catalog.FindInvoicesAsync("R-1", null)).Document);
    }

    [Theory]
    [InlineData("CHE-123.456.788 MWST", "CHE-999.999.996 MWST", "vat_id_contradiction")]
    [InlineData("<cbc:BuyerReference>4711", "<cbc:BuyerReference>0815", "subscription_unknown")]
    [InlineData("<cbc:ID>R-1</cbc:ID>", "<cbc:ID>..</cbc:ID>", null)]
    [InlineData(">582.22<", ">582.23<", null)]
    [InlineData("CH4431999123000889012", "CH4431999123000889013", null)]
    public async Task Finalize_BadInput_IsRefusedWithATraceAndRecordsNothing(string piece, string replacement, string? code)
    {
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail"), ByPost("letter")], ScriptedChannel.Email(), ScriptedChannel.Post());

        var refused = Assert.IsType<FinalizeAnswer.Refused>(await engine.AnswerAsync(Request("R-1", (piece, replacement))));

        Assert.All(refused.Errors, error => Assert.All((string[])[error.Code, error.Message, error.Mend], Assert.NotEmpty));
        if (code is not null)
            Assert.Contains(refused.Errors, error => error.Code == code);
        Assert.Equal(32, refused.TraceId?.Length);
        Assert.Empty((await engine.Client.Catalog.ListInvoicesAsync(new InvoiceQuery())).Items);
        Assert.False(Directory.Exists(Path.Combine(engine.Folder, "documents")));
    }

    [Fact]
    public async Task Finalize_LogoThatCannotBeDrawn_IsRefusedAndSoIsItsPreview()
    {
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], ScriptedChannel.Email());
        Assert.Empty(await engine.Client.Biller(BillerId).PutAsync(Biller() with { Logo = [0x89, (byte)'P', (byte)'N', (byte)'G', 1, 2, 3] }));

        var refused = Assert.IsType<FinalizeAnswer.Refused>(await engine.AnswerAsync(Request("R-1")));
        var preview = await engine.Client.PreviewAsync(Request("R-1"));

        Assert.Equal(refused.Errors, preview.Errors);
    }

    [Fact]
    public async Task Preview_Valid_RecordsNothingAndGivesAWatermarkedPdf()
    {
        var email = ScriptedChannel.Email();
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail"), ToIndividual("copy")], email);

        var answer = await engine.Client.PreviewAsync(Request("R-1"));

        Assert.Empty(answer.Errors);
        Assert.Equal(["mail", "copy"], answer.Preview!.Dispatches.Select(dispatch => dispatch.Definition));
        using var pdf = PdfDocument.Open(await engine.ReadAsync(answer.Preview.Document!.Sha256));
        Assert.Contains("definitiv", pdf.GetPage(1).Text, StringComparison.OrdinalIgnoreCase);
        Assert.Empty((await engine.Client.Catalog.ListInvoicesAsync(new InvoiceQuery())).Items);
        Assert.Empty(email.Sent);
    }

    [Fact]
    public async Task FinalizeMany_MixedRequests_AreAnsweredInTheirOrder()
    {
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], ScriptedChannel.Email());
        await engine.FinalizeAsync("R-1");

        var answers = await engine.Client.FinalizeManyAsync(
        [
            Request("R-2"),
            new FinalizeInvoiceRequest { Source = Encoding.UTF8.GetBytes("no xml") },
            Request("R-1"),
            Request("R-1", ("Seeweg 3", "Seeweg 5")),
            Request("R-3"),
        ], Stop);

        Assert.Equal(
            [typeof(FinalizeAnswer.Accepted), typeof(FinalizeAnswer.Refused), typeof(FinalizeAnswer.Repeated), typeof(FinalizeAnswer.Conflict), typeof(FinalizeAnswer.Accepted)],
            answers.Select(answer => answer.GetType()));
        Assert.Equal("R-3", ((FinalizeAnswer.Accepted)answers[4]).Invoice.Number);
    }

    [Fact]
    public async Task FinalizeMany_MoreThanTheMost_IsRefusedByTheGrainAndSplitByTheClient()
    {
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], ScriptedChannel.Email());
        var requests = Enumerable.Repeat(new FinalizeInvoiceRequest { Source = Encoding.UTF8.GetBytes("<x/>") }, 201).ToList();

        await Assert.ThrowsAsync<ArgumentException>(() => engine.Client.Grains.GetGrain<IFinalizationGrain>(0).FinalizeManyAsync(requests));
        var answers = await engine.Client.FinalizeManyAsync(requests, Stop);

        Assert.Equal(201, answers.OfType<FinalizeAnswer.Refused>().Count());
    }

    [Fact]
    public async Task Upload_LargeFile_ArrivesInChunksAndIsFinalized()
    {
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], ScriptedChannel.Email());
        var attachment = new byte[2_300_000];
        new Random(20261001).NextBytes(attachment);
        var ubl = Ubl("R-1", Attachment(attachment, "zaehler.png", "image/png"));
        Assert.True(ubl.Length > 3_000_000);

        var request = await engine.Client.PrepareAsync(new FinalizeInvoiceRequest(), ubl, cancellationToken: Stop);

        Assert.NotNull(request.SourceUpload);
        Assert.IsType<FinalizeAnswer.Accepted>(await engine.AnswerAsync(request));
    }

    [Fact]
    public async Task Upload_OtherBytesThanItsName_IsThrownAway()
    {
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], ScriptedChannel.Email());
        var hash = ContentHash.Of("announced"u8);
        var upload = engine.Client.Grains.GetGrain<IUploadGrain>(hash.Value);

        await upload.AppendAsync(0, "delivered"u8.ToArray());

        Assert.False(await upload.CompleteAsync());
        var answer = await engine.AnswerAsync(Request("R-1") with { DocumentUpload = hash });
        Assert.Equal("upload_unknown", Assert.Single(Assert.IsType<FinalizeAnswer.Refused>(answer).Errors).Code);
    }

    [Fact]
    public async Task Upload_EmptyPdf_IsRefusedAsAnInvoiceNotAsAnError()
    {
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], ScriptedChannel.Email());

        var request = await engine.Client.PrepareAsync(new FinalizeInvoiceRequest(), Ubl("R-1"), ReadOnlyMemory<byte>.Empty, Stop);
        var answer = await engine.AnswerAsync(request);

        Assert.Equal("pdf_invalid", Assert.Single(Assert.IsType<FinalizeAnswer.Refused>(answer).Errors).Code);
    }

    [Theory]
    [InlineData("upload")]
    [InlineData("marked")]
    [InlineData("use")]
    public async Task Finalize_ReadyPdf_TravelsByteForByte(string way)
    {
        await using var engine = await TestEngine.StartWithAsync([ByPost("letter")]);
        var pdf = await ReadyPdfAsync(engine);
        var request = way switch
        {
            "upload" => await engine.Client.PrepareAsync(new FinalizeInvoiceRequest(), Ubl("R-1"), pdf, Stop),
            "marked" => Request("R-1", Attachment(pdf, "rechnung.pdf", "application/pdf", "invoice")),
            _ => Request("R-1", Attachment(pdf, "rechnung.pdf", "application/pdf")) with { EmbeddedPdf = EmbeddedPdf.Use },
        };

        var receipt = Assert.IsType<FinalizeAnswer.Accepted>(await engine.AnswerAsync(request)).Invoice;
        await engine.SettleAsync(receipt);

        Assert.Equal(ContentHash.Of(pdf), receipt.Document.Sha256);
        Assert.Equal(pdf, await File.ReadAllBytesAsync(Path.Combine(engine.Folder, "print", "default", "R-1%7Eletter.pdf"), Stop));
    }

    [Fact]
    public async Task Finalize_Attachment_TravelsWithTheEmail()
    {
        var email = ScriptedChannel.Email();
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);
        var content = "Tag;kWh\n1;17"u8.ToArray();

        await engine.SettleAsync(await engine.FinalizeAsync("R-1", Attachment(content, "lastgang.csv", "text/csv")));

        var file = Assert.Single(Assert.Single(email.Sent).Attachments);
        Assert.Equal(("lastgang.csv", "text/csv", ContentHash.Of(content)), (file.FileName, file.MimeType, file.Hash));
    }

    [Fact]
    public async Task Finalize_SixtyMegabytesAttached_IsRefusedNamingTheSize()
    {
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], ScriptedChannel.Email());
        var ubl = Ubl("R-1", Attachment(new byte[60_000_000], "film.png", "image/png"));

        var request = await engine.Client.PrepareAsync(new FinalizeInvoiceRequest(), ubl, cancellationToken: Stop);
        var refused = Assert.IsType<FinalizeAnswer.Refused>(await engine.AnswerAsync(request));

        Assert.NotEmpty(refused.Errors);
        Assert.Empty((await engine.Client.Catalog.ListInvoicesAsync(new InvoiceQuery())).Items);
    }

    [Fact]
    public async Task Finalize_TwoBillersOneNumber_BothHaveANameAndTheNumberIsAmbiguous()
    {
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], ScriptedChannel.Email());
        Assert.Empty(await engine.Client.Biller("gaswerk").PutAsync(Biller("gaswerk")));
        var other = Of(ByEmail("mail")) with { Biller = "gaswerk" };
        Assert.Empty((await engine.Client.Subscription(new SubscriptionId("gaswerk", "4711")).PutAsync(other)).Errors);

        var ambiguous = Assert.IsType<FinalizeAnswer.Refused>(await engine.AnswerAsync(Request("R-1")));
        FinalizeAnswer[] answers =
            [await engine.AnswerAsync(Request("R-1") with { Biller = BillerId }), await engine.AnswerAsync(Request("R-1") with { Biller = "gaswerk" })];

        Assert.Equal("subscription_ambiguous", Assert.Single(ambiguous.Errors).Code);
        Assert.Equal(["R-1", "gaswerk/R-1"], answers.Select(answer => Assert.IsType<FinalizeAnswer.Accepted>(answer).Invoice.Name));
        Assert.Equal(2, (await engine.Client.Catalog.FindInvoicesAsync("R-1", null)).Count);
        Assert.Equal("gaswerk", Assert.Single(await engine.Client.Catalog.FindInvoicesAsync("gaswerk/R-1", null)).Biller);
        Assert.Equal(BillerId, Assert.Single(await engine.Client.Catalog.FindDispatchesAsync("R-1~mail", BillerId)).Key.Biller);
        Assert.Equal("gaswerk", Assert.Single(await engine.Client.Catalog.FindDispatchesAsync("gaswerk/R-1~mail", null)).Key.Biller);
    }

    private static async Task<byte[]> ReadyPdfAsync(TestEngine engine)
    {
        var preview = await engine.Client.PreviewAsync(Request("P-1"));
        return await engine.ReadAsync(preview.Preview!.Document!.Sha256);
    }
}
