using Dispatch.Abstractions;
using Dispatch.Documents.FacturX;
using Dispatch.Documents.Rendering;
using Dispatch.Documents.Ubl;
using Dispatch.Tests.Channels.Email;
using Dispatch.Tests.Documents.Rendering;
using Dispatch.Tests.Documents.Ubl;
using MimeKit;
using UglyToad.PdfPig;
using static Dispatch.Tests.Grains.Engine.TestInvoices;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Grains.Engine;

/// <summary>Who gets a Factur-X, and that it is one.</summary>
[Collection("engine")]
public sealed class FacturXTests
{
    private const int Seed = 20261001;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Finalize_BillerWithFacturX_MailCarriesItAndTheLetterIsPlain()
    {
        await using var engine = await StartAsync(EmailFormat.FacturX, [ByEmail("mail"), ByPost("letter")]);

        await engine.SettleAsync(await engine.FinalizeAsync("R-1"));

        using var message = await MimeMessage.LoadAsync(Path.Combine(engine.Folder, "email", "R-1%7Email.eml"), Stop);
        var attachment = Assert.IsAssignableFrom<MimePart>(Assert.Single(message.Attachments));
        Assert.Equal(("R-1.pdf", "application/pdf"), (attachment.FileName, attachment.ContentType.MimeType));
        var mailed = MessageParts.ContentOf(attachment);
        var invoice = UblInvoiceReader.Read(Ubl("R-1"), new InvoiceReadOptions()).Invoice!;
        Assert.Equal(CiiInvoiceWriter.Write(invoice).ToArray(), XmlIn(mailed));

        var printed = await File.ReadAllBytesAsync(Path.Combine(engine.Folder, "print", "default", "R-1%7Eletter.pdf"), Stop);
        Assert.False(ReadyPdf.Inspect(printed).IsFacturX);
        Assert.Equal(new PdfText(printed).Pages, new PdfText(mailed).Pages);
    }

    [Theory]
    [InlineData(EmailFormat.Pdf, null, false)]
    [InlineData(EmailFormat.FacturX, null, true)]
    [InlineData(EmailFormat.FacturX, EmailFormat.Pdf, false)]
    [InlineData(EmailFormat.Pdf, EmailFormat.FacturX, true)]
    public async Task Finalize_DefinitionWithFormat_IsStrongerThanTheBiller(EmailFormat biller, EmailFormat? definition, bool isFacturX)
    {
        var email = ScriptedChannel.Email();
        await using var engine = await StartAsync(biller, [ByEmail("mail") with { Format = definition }], email);

        await engine.SettleAsync(await engine.FinalizeAsync("R-1"));

        var document = Assert.Single(email.Sent).Document;
        var pdf = await engine.ReadAsync(document.Hash);
        Assert.Equal(isFacturX, ReadyPdf.Inspect(pdf).IsFacturX);
        Assert.Equal(pdf.Length, document.Bytes);
    }

    [Fact]
    public async Task Retry_BillerChangedMeanwhile_SendsWhatWasFrozen()
    {
        var email = ScriptedChannel.Email();
        await using var engine = await StartAsync(EmailFormat.FacturX, [ByEmail("mail")], email);
        var answered = new TaskCompletionSource();
        email.OnSend = async (shipment, _) =>
        {
            if (shipment.Attempt == 1)
                return ScriptedChannel.Deferred;
            await answered.Task;
            return ScriptedChannel.Delivered;
        };

        var receipt = await engine.FinalizeAsync("R-1");
        await PutBillerAsync(engine, EmailFormat.Pdf);
        answered.SetResult();
        await engine.SettleAsync(receipt);

        var document = Assert.Single(email.Sent.Select(shipment => shipment.Document.Hash).Distinct());
        Assert.Equal(2, email.Sent.Count);
        Assert.True(ReadyPdf.Inspect(await engine.ReadAsync(document)).IsFacturX);
    }

    [Fact]
    public async Task Finalize_ReadyPdf_IsRefusedNamingTheMendAndSoIsItsPreview()
    {
        await using var engine = await StartAsync(EmailFormat.FacturX, [ByPost("letter"), ByEmail("mail")], ScriptedChannel.Email(), ScriptedChannel.Post());
        var plain = new InvoiceRenderer().Render(SampleBills.Request, SampleBills.Payment).Pdf;
        var uploaded = await engine.Client.PrepareAsync(new FinalizeInvoiceRequest(), Ubl("R-1"), plain, Stop);
        var embedded = Request("R-1", Attachment(plain.ToArray(), "rechnung.pdf", "application/pdf", "invoice"));

        var refused = Assert.IsType<FinalizeAnswer.Refused>(await engine.AnswerAsync(uploaded));

        var error = Assert.Single(refused.Errors);
        Assert.Equal(("facturx_ready_pdf", "document"), (error.Code, error.Field));
        Assert.Contains("definition 'mail'", error.Message, StringComparison.Ordinal);
        Assert.Contains("email.format", error.Mend, StringComparison.Ordinal);
        Assert.Equal("BT-125", Assert.Single((await engine.Client.PreviewAsync(embedded)).Errors).Field);
        Assert.IsType<FinalizeAnswer.Accepted>(await engine.AnswerAsync(embedded with { EmbeddedPdf = EmbeddedPdf.Ignore }));
    }

    [Fact]
    public async Task Finalize_ReadyPdfAndAMergedDefinitionThatAsksForFacturX_NamesBoth()
    {
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail"), ByEmail("book") with { Format = EmailFormat.FacturX }], ScriptedChannel.Email());
        var plain = new InvoiceRenderer().Render(SampleBills.Request, SampleBills.Payment).Pdf;

        var refused = Assert.IsType<FinalizeAnswer.Refused>(await engine.AnswerAsync(await engine.Client.PrepareAsync(new FinalizeInvoiceRequest(), Ubl("R-1"), plain, Stop)));

        var error = Assert.Single(refused.Errors);
        Assert.Equal("facturx_ready_pdf", error.Code);
        Assert.Contains("'mail', 'book'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finalize_ReadyFacturX_TravelsByteForByte()
    {
        var email = ScriptedChannel.Email();
        await using var engine = await StartAsync(EmailFormat.FacturX, [ByEmail("mail")], email);
        var ready = FacturXDocument.Make(new InvoiceRenderer().Render(SampleBills.Request, SampleBills.Payment), SampleBills.ElectricityAndWater).Pdf;

        var request = await engine.Client.PrepareAsync(new FinalizeInvoiceRequest(), Ubl("R-1"), ready, Stop);
        await engine.SettleAsync(Assert.IsType<FinalizeAnswer.Accepted>(await engine.AnswerAsync(request)).Invoice);

        Assert.Equal(ContentHash.Of(ready.Span), Assert.Single(email.Sent).Document.Hash);
    }

    /// <summary>The attached file is inside the XML too, so that the mail grows by more than the XML's own text.</summary>
    [Fact]
    public async Task Finalize_TooLargeAsFacturXAlone_IsRefusedForThat()
    {
        await using var engine = await TestEngine.StartAsync(null, [("Email:MaxMessageBytes", "130000")], ScriptedChannel.Email());
        await engine.ImportAsync(ByEmail("mail"));
        var content = new byte[30_000];
        new Random(Seed).NextBytes(content);
        var filler = Attachment(content, "lastgang.bin", "application/octet-stream");

        await engine.FinalizeAsync("R-1", filler);
        await PutBillerAsync(engine, EmailFormat.FacturX);
        var refused = Assert.IsType<FinalizeAnswer.Refused>(await engine.AnswerAsync(Request("R-2", filler)));

        Assert.Equal("size_exceeded", Assert.Single(refused.Errors).Code);
    }

    [Theory]
    [InlineData(EmailFormat.Pdf, 0)]
    [InlineData(EmailFormat.FacturX, 1)]
    public async Task Finalize_TwoRemittances_FacturXSaysWhichOneItLacks(EmailFormat format, int findings)
    {
        await using var engine = await StartAsync(format, [ByEmail("mail")], ScriptedChannel.Email());
        var second = InvoiceXml.PaymentMeans.Replace("210000000003139471430009017", "RF18539007547034", StringComparison.Ordinal).Replace("CH4431999123000889012", "CH9300762011623852957", StringComparison.Ordinal);

        var receipt = await engine.FinalizeAsync("R-1", (InvoiceXml.PaymentMeans, InvoiceXml.PaymentMeans + second));

        var found = receipt.Findings.Where(finding => finding.Code == "facturx_first_only").ToList();
        Assert.Equal(Enumerable.Repeat(("BT-83", "RF18539007547034"), findings), found.Select(finding => (finding.Field, finding.Value)));
    }

    private static byte[] XmlIn(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        Assert.True(document.Advanced.TryGetEmbeddedFiles(out var files));
        return Assert.Single(files, file => file.Name == "factur-x.xml").Memory.ToArray();
    }

    private static async Task<TestEngine> StartAsync(EmailFormat format, DispatchDefinition[] definitions, params Dispatch.Channels.IDispatchChannel[] channels)
    {
        var engine = await TestEngine.StartWithAsync(definitions, channels);
        await PutBillerAsync(engine, format);
        return engine;
    }

    private static async Task PutBillerAsync(TestEngine engine, EmailFormat format)
    {
        var biller = Biller();
        Assert.Empty(await engine.Client.Biller(BillerId).PutAsync(biller with { Email = biller.Email! with { Format = format } }));
    }
}
