using System.Text;
using Dispatch.Abstractions;
using Dispatch.Grains.Finalization;
using Dispatch.Tests.Servers.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using static Dispatch.Tests.Grains.Engine.TestInvoices;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Grains.Engine;

/// <summary>What finalization freezes of an e-mail, and what it refuses before there is a row.</summary>
[Collection("engine")]
public sealed class EmailFinalizationTests
{
    private const string SubjectFile = "invoice.de.subject.liquid";

    [Fact]
    public async Task Retry_TemplateEditedMeanwhile_SendsTheFrozenTexts()
    {
        using var templates = new TemporaryFolder();
        templates.Write("vorher {{ invoice.number }}", BillerId, SubjectFile);
        await using var engine = await TestEngine.StartAsync(
            null, [("Email:Templates:Folder", templates.Path), ("Email:Retry:FirstDelay", "00:00:00.2"), ("Email:Retry:MaxDelay", "00:00:00.2")]);
        await engine.ImportAsync(ByEmail("mail"));
        var obstacle = Path.Combine(engine.Folder, "email");
        await File.WriteAllTextAsync(obstacle, "in the way", TestContext.Current.CancellationToken);

        var receipt = await engine.FinalizeAsync("R-1");
        await engine.WaitAsync(receipt, view => view.Dispatches[0].State == DispatchState.Deferred);
        templates.Write("nachher {{ invoice.number }}", BillerId, SubjectFile);
        await engine.StopHostAsync();
        File.Delete(obstacle);
        await engine.StartHostAsync();

        Assert.Equal(DispatchState.Delivered, (await engine.SettleAsync(receipt)).Dispatches[0].State);
        Assert.Equal("vorher R-1", await SubjectAsync(engine, "R-1~mail"));
        await engine.SettleAsync(await engine.FinalizeAsync("R-2"));
        Assert.Equal("nachher R-2", await SubjectAsync(engine, "R-2~mail"));
    }

    [Fact]
    public async Task Finalize_ManyEmailsInOneLanguage_StoreTheirTextsOnce()
    {
        var email = ScriptedChannel.Email();
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail"), ByEmail("copy", PartyRole.DistributionAddress), ByEmail("french", address: Email) with { Language = Language.Fr }], email);

        await engine.SettleAsync(await engine.FinalizeAsync("R-1"));
        await engine.SettleAsync(await engine.FinalizeAsync("R-2"));

        var versions = email.Sent.GroupBy(shipment => shipment.Language).ToDictionary(group => group.Key, group => group.Select(shipment => shipment.Template).Distinct().Single());
        Assert.Equal([Language.De, Language.Fr], versions.Keys.Order());
        Assert.Contains("Guten Tag {{ recipient.name }}", Encoding.UTF8.GetString(await engine.ReadAsync(versions[Language.De]!.Value)), StringComparison.Ordinal);
        Assert.Contains("Bonjour {{ recipient.name }}", Encoding.UTF8.GetString(await engine.ReadAsync(versions[Language.Fr]!.Value)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finalize_RenderedDocumentTooLarge_IsRefusedNamingTheDefinitionAndRecordsNothing()
    {
        var email = ScriptedChannel.Email();
        await using var engine = await TestEngine.StartAsync(null, [("Email:MaxMessageBytes", "90000")], [email, ScriptedChannel.Post()]);
        await engine.ImportAsync(ByPost("letter"), ByEmail("mail"));
        var filler = Attachment(new byte[30_000], "zaehler.csv", "text/csv");

        var refused = Assert.IsType<FinalizeAnswer.Refused>(await engine.AnswerAsync(Request("R-1", filler)));

        var error = Assert.Single(refused.Errors);
        Assert.Equal("size_exceeded", error.Code);
        Assert.StartsWith("The e-mail of the definition 'mail' has ", error.Message, StringComparison.Ordinal);
        Assert.Empty((await engine.Client.Catalog.ListInvoicesAsync(new InvoiceQuery())).Items);
        Assert.Empty(email.Sent);
        await engine.FinalizeAsync("R-2");
    }

    [Theory]
    [InlineData("a&#10;b.csv", "text/csv", "BT-125")]
    [InlineData("a&#13;&#10;Bcc: x@y.example", "text/csv", "BT-125")]
    [InlineData("a.csv", "message/rfc822", "BT-125-1")]
    public async Task Finalize_AttachmentThatNoMessageCarries_IsRefusedAndSoIsItsPreview(string fileName, string mimeType, string field)
    {
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], ScriptedChannel.Email());
        var request = Request("R-1", Attachment("1;2"u8.ToArray(), fileName, mimeType));

        var refused = Assert.IsType<FinalizeAnswer.Refused>(await engine.AnswerAsync(request));

        Assert.Contains(refused.Errors, error => error.Field == field && error.Message.Length > 0 && error.Mend.Length > 0);
        Assert.Equal(refused.Errors, (await engine.Client.PreviewAsync(request)).Errors);
        Assert.Empty((await engine.Client.Catalog.ListInvoicesAsync(new InvoiceQuery())).Items);
    }

    [Fact]
    public async Task Check_BeforeThereIsARow_SeesWhatTheChannelWillSee()
    {
        var email = ScriptedChannel.Email();
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);
        var request = Request("2026/10 1", Attachment("1;2"u8.ToArray(), "zaehler.csv", "text/csv"));
        var services = engine.Host.Services;
        var input = await services.GetRequiredService<InvoiceInputReader>().ReadAsync(request);
        var (prepared, _) = services.GetRequiredService<InvoicePreparer>().Prepare(input, request, Of(ByEmail("mail")), Biller());

        await engine.AnswerAsync(request);
        var sent = await email.NextAsync();

        var draft = EmailDrafts.Of(prepared!, Assert.Single(prepared!.Plan.Dispatches), sent.Document.Bytes, sent.PageCount);
        Assert.Equal([("zaehler.csv", "text/csv", 3L)], draft.Attachments.Select(file => (file.FileName, file.MimeType, file.Bytes)));
        Assert.Equal(sent.Attachments.Select(file => file with { Hash = default }), draft.Attachments);
        Assert.Equal(
            sent with
            {
                RowId = 0,
                FinalizedAt = draft.FinalizedAt,
                Template = null,
                Document = sent.Document with { Hash = default },
                Attachments = draft.Attachments,
                AddressLines = draft.AddressLines,
                Enclosures = draft.Enclosures,
                RecordReferenceAsync = draft.RecordReferenceAsync,
                ParentTrace = default,
            },
            draft);
    }

    private static async Task<string> SubjectAsync(TestEngine engine, string dispatch)
    {
        using var message = await MimeKit.MimeMessage.LoadAsync(Path.Combine(engine.Folder, "email", $"{Uri.EscapeDataString(dispatch).Replace("~", "%7E", StringComparison.Ordinal)}.eml"), TestContext.Current.CancellationToken);
        return message.Subject!;
    }
}
