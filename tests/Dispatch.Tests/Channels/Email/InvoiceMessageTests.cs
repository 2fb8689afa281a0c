using System.Globalization;
using System.Net;
using System.Text;
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Email;
using Dispatch.Channels.Email.Templates;
using MimeKit;

namespace Dispatch.Tests.Channels.Email;

public sealed class InvoiceMessageTests
{
    private readonly Shipments _shipments = new();

    [Fact]
    public void Create_SameShipment_GivesSameBytes()
    {
        var first = ToBytes(Create(_shipments.Create()));
        var second = ToBytes(Create(_shipments.Create() with { Attempt = 7 }));

        Assert.Equal(first, second);
    }

    [Fact]
    public void Create_Invoice_ReadsBackWhole()
    {
        var xml = _shipments.Add("<Invoice>ä</Invoice>"u8.ToArray(), "Rechnung ä.xml", "application/xml");

        var message = ReadBack(Create(_shipments.Create() with { Attachments = [xml] }));

        var to = Assert.Single(message.To.Mailboxes);
        Assert.Equal((Shipments.PersonalName, Shipments.PersonalEmail), (to.Name, to.Address));
        var from = Assert.Single(message.From.Mailboxes);
        Assert.Equal(("Stadtwerke Müsterlingen", "rechnung@stadtwerke.example"), (from.Name, from.Address));
        Assert.Equal("kundendienst@stadtwerke.example", Assert.Single(message.ReplyTo.Mailboxes).Address);
        Assert.Equal("Rechnung 2026-10-0001 – Stadtwerke Müsterlingen", message.Subject);
        Assert.Equal(_shipments.Create().FinalizedAt, message.Date);
        Assert.Equal("auto-generated", message.Headers["Auto-Submitted"]);
        Assert.Equal("OOF, AutoReply", message.Headers["X-Auto-Response-Suppress"]);
        Assert.All(message.BodyParts.OfType<TextPart>().Where(part => !part.IsAttachment), part => Assert.Equal("de", part.Headers[HeaderId.ContentLanguage]));
        Assert.Equal("2026-10-0001~d1", message.Headers["X-Dispatch-Id"]);
        Assert.Matches("^[0-9a-f]{32}@stadtwerke\\.example$", message.MessageId);

        var attachments = message.Attachments.Cast<MimePart>().ToList();
        Assert.Equal(["Rechnung für März.pdf", "Rechnung ä.xml"], attachments.Select(part => part.FileName));
        Assert.Equal(["application/pdf", "application/xml"], attachments.Select(part => part.ContentType.MimeType));
        Assert.Equal(_shipments.Content(_shipments.Document), MessageParts.ContentOf(attachments[0]));
        Assert.Equal(_shipments.Content(xml), MessageParts.ContentOf(attachments[1]));
    }

    [Theory]
    [InlineData(Language.De, "Guten Tag Annegret Zürcher-Prüfstein", "Rechnung 2026-10-0001 vom 1. Oktober 2026", "Betrag: CHF 1’234.50", "Zahlbar bis: 31. Oktober 2026")]
    [InlineData(Language.Fr, "Bonjour Annegret Zürcher-Prüfstein,", "facture 2026-10-0001 du 1er octobre 2026", "Montant: CHF 1\u202f234.50", "À payer jusqu’au: 31 octobre 2026")]
    [InlineData(Language.It, "Buongiorno Annegret Zürcher-Prüfstein", "fattura 2026-10-0001 del 1º ottobre 2026", "Importo: CHF 1’234.50", "Da pagare entro il: 31 ottobre 2026")]
    [InlineData(Language.En, "Hello Annegret Zürcher-Prüfstein,", "invoice 2026-10-0001 of 1 October 2026", "Amount: CHF 1,234.50", "Please pay by: 31 October 2026")]
    public void Create_Language_SaysTheSameInTextAndHtml(Language language, params string[] expected)
    {
        var message = ReadBack(Create(_shipments.Create(language: language)));

        Assert.All(expected, line => Assert.Contains(line, message.TextBody, StringComparison.Ordinal));
        Assert.All(expected.SelectMany(line => line.Split(": ")), words => Assert.Contains(words, WebUtility.HtmlDecode(message.HtmlBody), StringComparison.Ordinal));
        Assert.Contains($"<html lang=\"{language.ToString().ToLowerInvariant()}\">", message.HtmlBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "42.10", "Gutschrift 2026-10-0001", "Guthaben: CHF 42.10")]
    [InlineData(false, "-42.10", "Rechnung 2026-10-0001", "Guthaben: CHF 42.10")]
    [InlineData(false, "0", "Rechnung 2026-10-0001", "Sie müssen nichts bezahlen.")]
    public void Create_NothingToPay_AsksForNoPayment(bool isCreditNote, string amount, string subject, string text)
    {
        var shipment = _shipments.Create() with { IsCreditNote = isCreditNote, PayableAmount = decimal.Parse(amount, CultureInfo.InvariantCulture) };

        var message = ReadBack(Create(shipment));

        Assert.StartsWith(subject, message.Subject, StringComparison.Ordinal);
        Assert.Contains(text, message.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Zahlbar", message.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_MarkupInName_IsEncoded()
    {
        var message = ReadBack(Create(_shipments.Create() with { RecipientName = "<script>alert(1)</script>" }));

        Assert.DoesNotContain("<script>", message.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_BracesInName_AreKept()
    {
        var message = ReadBack(Create(_shipments.Create() with { RecipientName = "{0} {1} GmbH" }));

        Assert.Contains("Guten Tag {0} {1} GmbH", message.TextBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.De, "EUR", "EUR 1.234.567,89")]
    [InlineData(Language.Fr, "EUR", "EUR 1\u202f234\u202f567,89")]
    [InlineData(Language.En, "EUR", "EUR 1,234,567.89")]
    [InlineData(Language.De, "CHF", "CHF 1’234’567.89")]
    public void Amount_LanguageAndCurrency_HasItsForm(Language language, string currency, string expected) =>
        Assert.Equal(expected, LocalForm.Amount(1234567.89m, currency, language));

    [Theory]
    [InlineData("\r\nBcc: x@y.example")]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\0")]
    public void Create_LineBreakOrNulInAnyHeaderValue_IsRefused(string hostile)
    {
        var shipment = _shipments.Create();
        Shipment[] variants =
        [
            shipment with { RecipientName = "Anna" + hostile },
            shipment with { RecipientEmail = "a@b.example" + hostile },
            shipment with { SenderName = "Werke" + hostile },
            shipment with { SenderEmail = "a@b.example" + hostile },
            shipment with { ReplyTo = "a@b.example" + hostile },
            shipment with { InvoiceNumber = "R1" + hostile },
            shipment with { Name = "R1~d1" + hostile },
            shipment with { Document = shipment.Document with { FileName = "a.pdf" + hostile } },
            shipment with { Document = shipment.Document with { MimeType = "application/pdf" + hostile } },
        ];

        Assert.All(variants, variant => Assert.Equal(new AttemptOutcome.Refused(ReasonCode.ContentRefused), Refuse(variant)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("anna")]
    [InlineData("@kunden.example")]
    [InlineData("Anna <a@b.example>")]
    [InlineData("a@b.example, c@d.example")]
    [InlineData("a@b.example> SIZE=1")]
    public void Create_NoBareAddress_IsRefused(string? address) =>
        Assert.Equal(new AttemptOutcome.Refused(ReasonCode.RecipientRefused), Refuse(_shipments.Create() with { RecipientEmail = address }));

    [Fact]
    public void Create_InternationalDomains_ArePunycodeAndNeedNoSmtpUtf8()
    {
        var shipment = _shipments.Create() with { RecipientEmail = "anna@bücher.example", SenderEmail = "rechnung@müsterlingen.example", ReplyTo = "hilfe@dürre.example" };

        var bytes = ToBytes(Create(shipment));

        var text = Encoding.ASCII.GetString(bytes);
        Assert.Contains("<anna@xn--bcher-kva.example>", text, StringComparison.Ordinal);
        Assert.Contains("<rechnung@xn--msterlingen-thb.example>", text, StringComparison.Ordinal);
        Assert.Contains("<hilfe@xn--drre-0ra.example>", text, StringComparison.Ordinal);
        Assert.Matches("Message-Id: <[0-9a-f]{32}@xn--msterlingen-thb\\.example>", text);
    }

    [Theory]
    [InlineData("jürg@kunden.example", null, null)]
    [InlineData("anna@kunden.example", "zähler@stadtwerke.example", null)]
    [InlineData("anna@kunden.example", null, "zähler@stadtwerke.example")]
    public void Create_LocalPartWithOtherCharacters_IsWrittenForSmtpUtf8(string recipient, string? sender, string? replyTo)
    {
        var shipment = _shipments.Create();
        var message = Create(shipment with { RecipientEmail = recipient, SenderEmail = sender ?? shipment.SenderEmail, ReplyTo = replyTo ?? shipment.ReplyTo });

        Assert.True(InvoiceMessage.FormatOf(message).International);
        using var bytes = new MemoryStream();
        message.WriteTo(InvoiceMessage.FormatOf(message), bytes, TestContext.Current.CancellationToken);
        Assert.Contains(replyTo ?? sender ?? recipient, Encoding.UTF8.GetString(bytes.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_LongNamesAndSubject_AreFoldedAndReadBackWhole()
    {
        var name = string.Join(' ', Enumerable.Repeat("Größmüller-Ábrányi, \"Süd\" <x@y>;", 6));
        var file = _shipments.Add([1], $"{new string('ä', 90)} 日本 “Zähler” 100%.csv", "text/csv");
        var shipment = _shipments.Create() with { RecipientName = name, SenderName = name, Attachments = [file] };

        var message = Create(shipment);

        Assert.All(Encoding.ASCII.GetString(ToBytes(message)).Split("\r\n"), line => Assert.InRange(line.Length, 0, 200));
        var back = ReadBack(message);
        Assert.Equal(name, Assert.Single(back.To.Mailboxes).Name);
        Assert.Equal(name, Assert.Single(back.From.Mailboxes).Name);
        Assert.Equal($"Rechnung 2026-10-0001 – {name}", back.Subject);
        Assert.Equal(file.FileName, back.Attachments.OfType<MimePart>().Last().FileName);
    }

    [Fact]
    public void Create_AnyMessage_HasTheHeadersOfATransactionAndNoMore() => Assert.Equal(
        ["Auto-Submitted", "Content-Type", "Date", "From", "MIME-Version", "Message-Id", "Reply-To", "Subject", "To", "X-Auto-Response-Suppress", "X-Dispatch-Id"],
        ReadBack(Create(_shipments.Create())).Headers.Concat(ReadBack(Create(_shipments.Create())).Body!.Headers).Select(header => header.Field).Distinct().Order(StringComparer.Ordinal));

    private AttemptOutcome.Refused? Refuse(Shipment shipment)
    {
        InvoiceMessage.TryCreate(shipment, new MessageTexts("s", "t", "h"), [_shipments.Content(_shipments.Document)], out _, out var refusal);
        return refusal;
    }

    private MimeMessage Create(Shipment shipment)
    {
        Assert.True(InvoiceMessage.TryCreate(shipment, BuiltInTemplates.Of(shipment.Language).Render(shipment), [.. shipment.Attachments.Prepend(shipment.Document).Select(_shipments.Content)], out var message, out _));
        return message;
    }

    private static MimeMessage ReadBack(MimeMessage message) => MimeMessage.Load(new MemoryStream(ToBytes(message)));

    private static byte[] ToBytes(MimeMessage message)
    {
        using var bytes = new MemoryStream();
        message.WriteTo(InvoiceMessage.FormatOf(message), bytes);
        Assert.True(Ascii.IsValid(bytes.ToArray()));
        return bytes.ToArray();
    }
}
