using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Email;
using Dispatch.Channels.Email.Templates;
using Dispatch.Tests.Servers.Fixtures;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Dispatch.Tests.Channels.Email.Templates;

public sealed class MessageTemplatesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Shipments _shipments = new();
    private readonly CapturedLog<PickupEmailChannel> _log = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Find_VersionThatWasEditedMeanwhile_IsReadFromTheStoreOnce()
    {
        var frozen = _shipments.Add(Edited("alt").Content.ToArray(), "", "");
        var templates = new MessageTemplates(new EmailTemplateOptions());
        var shipment = _shipments.Create() with { Template = frozen.Hash };

        var first = await templates.FindAsync(shipment, _shipments, Stop);
        _shipments.Lose(frozen);
        var second = await templates.FindAsync(shipment, _shipments, Stop);

        Assert.Equal("alt", first.Render(shipment).Subject);
        Assert.Same(first, second);
    }

    [Fact]
    public async Task Find_CurrentVersion_NeedsNoStore()
    {
        var current = new MessageTemplates(new EmailTemplateOptions()).Choose("stadtwerke", Language.It);

        var found = await new MessageTemplates(new EmailTemplateOptions()).FindAsync(_shipments.Create() with { Template = current.Hash }, _shipments, Stop);

        Assert.Equal(current.Hash, found.Hash);
    }

    [Fact]
    public async Task Find_FinalizedBeforeTextsWereFrozen_UsesTheBuiltIn()
    {
        var found = await new MessageTemplates(new EmailTemplateOptions()).FindAsync(_shipments.Create(language: Language.Fr), _shipments, Stop);

        Assert.Same(BuiltInTemplates.Of(Language.Fr), found);
    }

    [Fact]
    public async Task Send_RetryAfterAnEdit_SendsTheFrozenTexts()
    {
        WriteSubject("vorher");
        var shipment = Freeze(_shipments.Create());
        await CreateChannel().SendAsync(shipment, _shipments, Stop);
        var before = await File.ReadAllBytesAsync(Directory.GetFiles(_folder.File("email")).Single(), Stop);

        WriteSubject("nachher");
        await CreateChannel().SendAsync(shipment with { Attempt = 2 }, _shipments, Stop);

        var file = Directory.GetFiles(_folder.File("email")).Single();
        Assert.Equal(before, await File.ReadAllBytesAsync(file, Stop));
        Assert.Equal("vorher", (await MimeMessage.LoadAsync(file, Stop)).Subject);
    }

    [Theory]
    [InlineData("lost")]
    [InlineData("changed")]
    [InlineData("no template")]
    public async Task Send_FrozenTextsUnreadable_IsDeferredAndLogged(string state)
    {
        var frozen = _shipments.Add(state == "no template" ? "[1]"u8.ToArray() : Edited("alt").Content.ToArray(), "", "");
        if (state == "lost")
            _shipments.Lose(frozen);
        if (state == "changed")
            _shipments.Change(frozen);

        var outcome = await CreateChannel().SendAsync(_shipments.Create() with { Template = frozen.Hash }, _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.Other), outcome);
        Assert.Contains(EventIds.EmailDocumentUnreadable, _log.Ids);
        Assert.False(Directory.Exists(_folder.File("email")));
    }

    private static MessageTemplate Edited(string subject) => MessageTemplate.Parse(BuiltInTemplates.TextsOf(Language.De) with { Subject = subject });

    private void WriteSubject(string subject) => _folder.Write(subject, "templates", "stadtwerke", "invoice.de.subject.liquid");

    private EmailOptions EmailSettings() => new() { PickupFolder = _folder.File("email"), Templates = new EmailTemplateOptions { Folder = Directory.Exists(_folder.File("templates")) ? _folder.File("templates") : null } };

    private PickupEmailChannel CreateChannel() => new(Options.Create(EmailSettings()), _log);

    /// <summary>As finalization does.</summary>
    private Shipment Freeze(Shipment shipment)
    {
        var template = new EmailAcceptance(EmailSettings()).TemplateOf(shipment.Biller, shipment.Language);
        Assert.Equal(template.Hash, _shipments.Add(template.Content.ToArray(), "", "").Hash);
        return shipment with { Template = template.Hash };
    }
}
