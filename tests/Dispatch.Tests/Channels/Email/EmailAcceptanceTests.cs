using CsCheck;
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Email;
using Dispatch.Channels.Email.Templates;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.Tests.Channels.Email;

public sealed class EmailAcceptanceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Shipments _shipments = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Check_OrdinaryInvoice_FindsNothing() => Assert.Empty(Check(_shipments.Create()));

    [Theory]
    [InlineData("\r\nBcc: x@y.example")]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\0")]
    [InlineData("\u0007")]
    [InlineData("\u0085")]
    [InlineData("\u2028")]
    public void Check_ControlCharacterInAnyHeader_NamesTheFieldAndNotItsValue(string hostile)
    {
        var shipment = _shipments.Create();
        var file = _shipments.Document;
        (string Field, Shipment Shipment)[] variants =
        [
            ("recipient.name", shipment with { RecipientName = "Anna" + hostile }),
            ("recipient.email", shipment with { RecipientEmail = "anna@b.example" + hostile }),
            ("biller.name", shipment with { SenderName = "Werke" + hostile }),
            ("email.from", shipment with { SenderEmail = "a@b.example" + hostile }),
            ("email.replyTo", shipment with { ReplyTo = "a@b.example" + hostile }),
            ("BT-1", shipment with { InvoiceNumber = "R1" + hostile }),
            ("BT-125-2", shipment with { Attachments = [file with { FileName = "a.pdf" + hostile }] }),
            ("BT-125-1", shipment with { Attachments = [file with { MimeType = "application/pdf" + hostile }] }),
        ];

        Assert.All(variants, variant =>
        {
            var problem = Check(variant.Shipment)[0];
            Assert.Equal(("message_impossible", variant.Field, "d1"), (problem.Code, problem.Field, problem.Value));
            Assert.DoesNotContain(hostile, problem.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Check_HalfACharacter_IsFound() =>
        Assert.Equal(["recipient.name"], Check(_shipments.Create() with { RecipientName = "Anna" + '\ud83d' }).Select(problem => problem.Field));

    [Theory]
    [InlineData("Anna <a@b.example>")]
    [InlineData("a@b.example, c@d.example")]
    [InlineData("a@b..example")]
    [InlineData("a@-\u00ad.example")]
    public void Check_AddressThatNoEnvelopeCarries_IsFound(string address) =>
        Assert.Contains("recipient.email", Check(_shipments.Create() with { RecipientEmail = address }).Select(problem => problem.Field));

    [Theory]
    [InlineData("message/rfc822")]
    [InlineData("multipart/mixed")]
    [InlineData("pdf")]
    public void Check_AttachmentTypeThatIsNoFile_IsFound(string type) =>
        Assert.Equal(["BT-125-1"], Check(_shipments.Create() with { Attachments = [_shipments.Document with { MimeType = type }] }).Select(problem => problem.Field));

    [Fact]
    public void Check_TooLarge_NamesBothSizes()
    {
        var problem = Assert.Single(Check(_shipments.Create() with { Document = _shipments.Document with { Bytes = 100_000 } }, maxMessageBytes: 100_000));

        Assert.Equal(("size_exceeded", "BG-24"), (problem.Code, problem.Field));
        Assert.Matches("^The e-mail of the definition 'd1' has 14\\d{4} bytes with its attachments encoded; Email:MaxMessageBytes is 100000\\.$", problem.Message);
    }

    [Fact]
    public void Check_TemplateThatFailsOnThisInvoice_IsFound()
    {
        _folder.Write("{% if invoice.amount_number != 77 %}Rechnung{% endif %}", "stadtwerke", "invoice.de.subject.liquid");
        var acceptance = new EmailAcceptance(new EmailOptions { Templates = new EmailTemplateOptions { Folder = _folder.Path } });

        Assert.Empty(acceptance.Check(_shipments.Create(), "d1"));
        var problem = Assert.Single(acceptance.Check(_shipments.Create() with { PayableAmount = 77 }, "d1"));
        Assert.Equal(("template_failed", "invoice.de.subject"), (problem.Code, problem.Field));
    }

    [Fact]
    public void EncodedBytes_AnyMessage_IsNeverLessThanItHasAndHardlyMore() =>
        Gen.Select(Gen.Int[0, 300_000], Gen.Int[0, 5_000], Gen.String[Gen.Char['\u0020', '\u2fff'], 0, 120], Gen.Enum<Language>()).Sample(
            (documentBytes, attachmentBytes, name, language) =>
            {
                var content = new byte[documentBytes];
                new Random(documentBytes).NextBytes(content);
                var attachment = new byte[attachmentBytes];
                var file = $"a{(HeaderText.IsUnsafe(name) ? "" : name)}.pdf";
                var shipment = _shipments.Create(language: language) with
                {
                    Document = new ShipmentFile(default, documentBytes, "R.pdf", "application/pdf"),
                    Attachments = [new ShipmentFile(default, attachmentBytes, file, "application/pdf")],
                };
                var texts = BuiltInTemplates.Of(language).Render(shipment);
                Assert.True(InvoiceMessage.TryCreate(shipment, texts, [content, attachment], out var message, out _));

                using var bytes = new MemoryStream();
                message.WriteTo(InvoiceMessage.FormatOf(message), bytes);

                var estimate = EmailAcceptance.EncodedBytes(shipment, texts);
                Assert.InRange(estimate, bytes.Length + 2_000, (bytes.Length * 1.01) + 16_000);
            },
            iter: 300);

    private static IReadOnlyList<Problem> Check(Shipment shipment, long maxMessageBytes = 1_000_000) =>
        new EmailAcceptance(new EmailOptions { MaxMessageBytes = maxMessageBytes }).Check(shipment, "d1");
}
