using System.Text;
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Email.Bounces;
using MimeKit;

namespace Dispatch.Tests.Channels.Email.Bounces;

public sealed class BounceParserTests
{
    [Theory]
    [InlineData("failed", "5.1.1", LateReceiptKind.HardBounce, ReasonCode.RecipientRefused)]
    [InlineData("Failed", "5.1.1 (bad destination mailbox address)", LateReceiptKind.HardBounce, ReasonCode.RecipientRefused, "5.1.1")]
    [InlineData("failed", "5.1.2", LateReceiptKind.HardBounce, ReasonCode.RecipientRefused)]
    [InlineData("failed", "5.1.10", LateReceiptKind.HardBounce, ReasonCode.RecipientRefused)]
    [InlineData("failed", "5.2.1", LateReceiptKind.HardBounce, ReasonCode.RecipientRefused)]
    [InlineData("failed", "5.4.4", LateReceiptKind.HardBounce, ReasonCode.RecipientRefused)]
    [InlineData("failed", "5.0.0", LateReceiptKind.HardBounce, ReasonCode.RecipientRefused)]
    [InlineData("failed", "5.6.7", LateReceiptKind.HardBounce, ReasonCode.RecipientRefused)]
    [InlineData("failed", "5.2.2", LateReceiptKind.SoftBounce, ReasonCode.QuotaExceeded)]
    [InlineData("failed", "5.2.3", LateReceiptKind.SoftBounce, ReasonCode.SizeExceeded)]
    [InlineData("failed", "5.3.4", LateReceiptKind.SoftBounce, ReasonCode.SizeExceeded)]
    [InlineData("failed", "5.1.8", LateReceiptKind.SoftBounce, ReasonCode.ContentRefused)]
    [InlineData("failed", "5.7.1", LateReceiptKind.SoftBounce, ReasonCode.ContentRefused)]
    [InlineData("failed", "5.7.606", LateReceiptKind.SoftBounce, ReasonCode.ContentRefused)]
    [InlineData("failed", "5.4.310", LateReceiptKind.SoftBounce, ReasonCode.ChannelUnavailable)]
    [InlineData("failed", "5.4.7", LateReceiptKind.SoftBounce, ReasonCode.Timeout)]
    [InlineData("failed", "4.4.1", LateReceiptKind.SoftBounce, ReasonCode.ChannelUnavailable)]
    [InlineData("failed", "4.4.7", LateReceiptKind.SoftBounce, ReasonCode.Timeout)]
    [InlineData("failed", "4.2.2", LateReceiptKind.SoftBounce, ReasonCode.QuotaExceeded)]
    [InlineData("delayed", "4.4.1", LateReceiptKind.Delayed, ReasonCode.ChannelUnavailable)]
    public void Read_Report_IsClassifiedByActionAndStatus(string action, string status, LateReceiptKind kind, ReasonCode reason, string? code = null)
    {
        var receipt = Read(BounceMails.Report(action, status, "none"));

        Assert.Equal((kind, reason, code ?? status), (receipt.Kind, receipt.Reason, receipt.ProtocolCode));
    }

    [Theory]
    [InlineData("delivered")]
    [InlineData("relayed")]
    [InlineData("expanded")]
    public void Read_ReportOfSuccess_IsDelivered(string action) => Assert.Equal(LateReceiptKind.Delivered, Read(BounceMails.Report(action, "2.0.0", "none")).Kind);

    [Theory]
    [InlineData("5.0.0", "smtp; 550 5.1.1 <anna@kunden.example>: Recipient address rejected", "5.1.1", LateReceiptKind.HardBounce)]
    [InlineData("5.0.0", "smtp; 550-5.1.1 The email account does not exist", "5.1.1", LateReceiptKind.HardBounce)]
    [InlineData("", "smtp; 550 No such user", "550", LateReceiptKind.HardBounce)]
    [InlineData("5.0.0", "smtp; 550 5.7.606 Access denied, banned sending IP", "5.7.606", LateReceiptKind.SoftBounce)]
    [InlineData("", "smtp; 554 rejected", "554", LateReceiptKind.SoftBounce)]
    [InlineData("", "smtp; 452 full", "452", LateReceiptKind.SoftBounce)]
    [InlineData("", "I gave up", null, LateReceiptKind.SoftBounce)]
    [InlineData("5.2.2", "smtp; 550 5.1.1 two opinions", "5.2.2", LateReceiptKind.SoftBounce)]
    public void Read_ReportWithAVagueStatus_IsExplainedByItsDiagnostic(string status, string diagnostic, string? code, LateReceiptKind kind)
    {
        var receipt = Read(BounceMails.Report("failed", status, diagnostic));

        Assert.Equal((code, kind), (receipt.ProtocolCode, receipt.Kind));
    }

    [Theory]
    [InlineData("text/rfc822-headers")]
    [InlineData("message/rfc822-headers")]
    [InlineData("message/rfc822")]
    public void Read_ReturnedHeaders_NameTheDispatch(string type)
    {
        var reference = Read(BounceMails.Report(returnedType: type)).Reference;

        Assert.Equal((BounceMails.DispatchName, BounceMails.MessageId), (reference.DispatchName, reference.MessageId));
        Assert.Equal([BounceMails.Token], reference.Tokens);
    }

    [Fact]
    public void Read_ReturnPathAndEnvelopeId_AreBothTokensInThisOrder()
    {
        var other = BounceMails.Token.Replace('k', 'm');

        Assert.Equal([BounceMails.Token, other], Read(BounceMails.Report(envelopeId: other)).Reference.Tokens);
        Assert.Equal([other], Read(BounceMails.Report(to: "rechnung@stadtwerke.example", envelopeId: other)).Reference.Tokens);
        Assert.Empty(Read(BounceMails.Report(to: "rechnung@stadtwerke.example", envelopeId: "QQ314159")).Reference.Tokens);
    }

    [Fact]
    public void Read_SeveralRecipientsBehindOneAddress_TheWorstCounts()
    {
        var mail = BounceMails.Report("delivered", "2.0.0", "none").Replace(
            "Diagnostic-Code: none",
            "Diagnostic-Code: none\n\nFinal-Recipient: rfc822; b@kunden.example\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; c@kunden.example\nAction: failed\nStatus: 5.2.2",
            StringComparison.Ordinal);

        Assert.Equal((LateReceiptKind.HardBounce, "5.1.1"), (Read(mail).Kind, Read(mail).ProtocolCode));
    }

    [Fact]
    public void Read_ReportInBase64_IsReadAllTheSame()
    {
        var mail = BounceMails.Report();
        const string start = "Content-Type: message/delivery-status\n\n";
        var from = mail.IndexOf(start, StringComparison.Ordinal) + start.Length;
        var to = mail.IndexOf("\n--B0.1", from, StringComparison.Ordinal);
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(mail[from..to].ReplaceLineEndings("\r\n")), Base64FormattingOptions.InsertLineBreaks);

        var receipt = Read(mail[..(from - 1)] + "Content-Transfer-Encoding: base64\n\n" + encoded + mail[to..]);

        Assert.Equal((LateReceiptKind.HardBounce, "5.1.1"), (receipt.Kind, receipt.ProtocolCode));
    }

    public static readonly TheoryData<string, string, LateReceiptKind, string?> Others = new()
    {
        { "Exim", BounceMails.Exim, LateReceiptKind.HardBounce, "5.1.1" },
        { "Exim, delay", BounceMails.EximDelay, LateReceiptKind.Delayed, null },
        { "qmail", BounceMails.Qmail, LateReceiptKind.HardBounce, "5.1.1" },
        { "qmail without a code", BounceMails.QmailWithoutCode, LateReceiptKind.SoftBounce, null },
        { "Exchange", BounceMails.Exchange, LateReceiptKind.HardBounce, "5.1.10" },
        { "plain text", BounceMails.Plain("550 5.1.1 User unknown"), LateReceiptKind.HardBounce, "5.1.1" },
        { "plain text, reply code alone", BounceMails.Plain("The server said: 550 User unknown"), LateReceiptKind.HardBounce, "550" },
        { "plain text, full", BounceMails.Plain("452 4.2.2 Mailbox full"), LateReceiptKind.SoftBounce, "4.2.2" },
        { "German", BounceMails.Plain("554 5.7.1 Spam", "Unzustellbar: Rechnung", "system@kunden.example"), LateReceiptKind.SoftBounce, "5.7.1" },
        { "from the mail system without any code", BounceMails.Plain("Please read the rules of our list."), LateReceiptKind.Unrecognized, null },
        { "plain text, code alone", BounceMails.Plain("User unknown (5.1.1)"), LateReceiptKind.HardBounce, "5.1.1" },
        { "plain text, code with a mark", BounceMails.Plain("Access denied (#5.7.606)"), LateReceiptKind.SoftBounce, "5.7.606" },
        { "a date in April", BounceMails.Plain("Wir sind bis 4.5.26 nicht da."), LateReceiptKind.Unrecognized, null },
        { "a date in January", BounceMails.Plain("Wir sind bis 5.1.27 nicht da."), LateReceiptKind.Unrecognized, null },
        { "a date in July", BounceMails.Plain("Wir sind bis 5.7.26 nicht da."), LateReceiptKind.Unrecognized, null },
        { "vacation", BounceMails.Vacation, LateReceiptKind.AutoReply, null },
        { "vacation of old", BounceMails.OldVacation, LateReceiptKind.AutoReply, null },
        { "read report", BounceMails.ReadReport, LateReceiptKind.AutoReply, null },
        { "challenge", BounceMails.Challenge, LateReceiptKind.Unrecognized, null },
        { "a person", BounceMails.Person, LateReceiptKind.Unrecognized, null },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Read_OtherMail_IsWhatAPersonWouldSay(string name, string mail, LateReceiptKind kind, string? code)
    {
        var receipt = Read(mail);

        Assert.True((kind, code) == (receipt.Kind, receipt.ProtocolCode), $"{name} is {receipt.Kind} {receipt.ProtocolCode}.");
    }

    [Theory]
    [InlineData(BounceMails.Exim)]
    [InlineData(BounceMails.Qmail)]
    public void Read_MessageReturnedAsText_NamesTheDispatch(string mail)
    {
        var reference = Read(mail).Reference;

        Assert.Equal((BounceMails.DispatchName, BounceMails.MessageId), (reference.DispatchName, reference.MessageId));
    }

    [Fact]
    public void Read_HeadersReturnedAsTextWithoutAnyMarker_NameTheDispatch()
    {
        var reference = Read(BounceMails.Plain($"550 5.1.1 User unknown\n\n> Message-Id: <{BounceMails.MessageId}>\n> X-Dispatch-Id: {BounceMails.DispatchName}")).Reference;

        Assert.Equal((BounceMails.DispatchName, BounceMails.MessageId), (reference.DispatchName, reference.MessageId));
    }

    [Theory]
    [InlineData("MjAyNgB+ZDE=")]
    [InlineData("MjAyNgF+ZDE=")]
    public void Read_ReturnedHeaderWithAControlCharacter_NamesNothing(string base64)
    {
        var reference = Read(BounceMails.Report(returned: $"Message-Id: <{BounceMails.MessageId}>\nX-Dispatch-Id: =?utf-8?b?{base64}?=")).Reference;

        Assert.Equal((null, BounceMails.MessageId), (reference.DispatchName, reference.MessageId));
    }

    [Theory]
    [InlineData("xn--zrich-kva.example")]
    [InlineData("XN--zrich-kva.example")]
    public void Read_ReturnPathWithAnInternationalDomain_FindsItsToken(string domain)
    {
        var mail = BounceMails.Report(to: $"bounces+{BounceMails.Token}@{domain}");

        Assert.Equal([BounceMails.Token], Read(mail, "bounces@xn--zrich-kva.example").Reference.Tokens);
    }

    [Fact]
    public void Read_AnyMail_KeepsNoAddressAndNoText()
    {
        foreach (var mail in Others.Select(row => row.Data.Item2).Append(BounceMails.Report()))
            Assert.DoesNotContain("kunden.example", Read(mail).ToString(), StringComparison.OrdinalIgnoreCase);
    }

    internal static LateReceipt Read(string mail, string returnPath = BounceMails.ReturnPath)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n")));
        using var message = MimeMessage.Load(stream);
        return BounceParser.Read(message, new ReturnPath(returnPath), new Proof("imap", "1/1"));
    }
}
