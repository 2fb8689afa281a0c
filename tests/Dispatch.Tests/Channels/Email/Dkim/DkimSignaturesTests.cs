using System.Text;
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Email;
using Dispatch.Channels.Email.Dkim;
using Dispatch.Channels.Email.Templates;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace Dispatch.Tests.Channels.Email.Dkim;

public sealed class DkimSignaturesTests : IDisposable
{
    private readonly Shipments _shipments = new();
    private readonly TestKeys _keys = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 10, 3, 7, 0, 0, TimeSpan.Zero));

    public void Dispose() => _keys.Dispose();

    [Fact]
    public async Task Sign_RsaAndEd25519_BothVerifyAndRsaStandsFirst()
    {
        await DkimVerifier.RequireAsync();

        var message = Write(_shipments.Create(), _keys.Ed25519("stadtwerke.example", "2026e"), _keys.Rsa("stadtwerke.example", "2026r"));

        var verdicts = await DkimVerifier.VerifyAsync(message, [.. _keys.Records]);
        Assert.All(verdicts, verdict => Assert.True(verdict.Good, verdict.Error));
        Assert.Equal([("rsa-sha256", "2026r"), ("ed25519-sha256", "2026e")], verdicts.Select(verdict => (verdict.Algorithm, verdict.Selector)));
        Assert.All(verdicts, verdict => Assert.Superset(
            new HashSet<string> { "from", "reply-to", "to", "subject", "date", "message-id", "mime-version", "content-type", "auto-submitted", "x-dispatch-id" },
            verdict.Signed.ToHashSet()));
    }

    [Theory]
    [InlineData(2048, true)]
    [InlineData(4096, false)]
    public async Task Sign_RsaKeyOfEitherForm_Verifies(int bits, bool isPkcs1)
    {
        await DkimVerifier.RequireAsync();

        var message = Write(_shipments.Create(), _keys.Rsa("stadtwerke.example", "k", bits, isPkcs1));

        Assert.True(Assert.Single(await DkimVerifier.VerifyAsync(message, [.. _keys.Records])).Good);
    }

    [Fact]
    public async Task Sign_KeyOfRfc8463_Verifies()
    {
        await DkimVerifier.RequireAsync();
        var pem = "-----BEGIN PRIVATE KEY-----\n"
            + Convert.ToBase64String([.. Convert.FromHexString("302e020100300506032b657004220420"), .. Convert.FromBase64String("nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=")])
            + "\n-----END PRIVATE KEY-----\n";

        var message = Write(_shipments.Create(), _keys.Write("stadtwerke.example", "brisbane", pem));

        var verdict = Assert.Single(await DkimVerifier.VerifyAsync(message, ("brisbane._domainkey.stadtwerke.example", "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")));
        Assert.True(verdict.Good, verdict.Error);
    }

    [Theory]
    [InlineData("Rechnung 2026-10-0001", "Rechnung 2026-10-0002")]
    [InlineData("Zahlbar bis", "Zahlbar ab")]
    [InlineData("To: ", "To: bcc@elsewhere.example, ")]
    [InlineData("Message-Id: ", "From: chef@stadtwerke.example\r\nMessage-Id: ")]
    [InlineData("MIME-Version: ", "Subject: Mahnung\r\nMIME-Version: ")]
    public async Task Sign_MessageChangedOnTheWay_DoesNotVerify(string piece, string replacement)
    {
        await DkimVerifier.RequireAsync();
        var text = Encoding.ASCII.GetString(Write(_shipments.Create(), _keys.Rsa("stadtwerke.example", "k"), _keys.Ed25519("stadtwerke.example", "e")));
        Assert.Contains(piece, text, StringComparison.Ordinal);

        var verdicts = await DkimVerifier.VerifyAsync(Encoding.ASCII.GetBytes(text.Replace(piece, replacement, StringComparison.Ordinal)), [.. _keys.Records]);

        Assert.Equal(2, verdicts.Count);
        Assert.All(verdicts, verdict => Assert.False(verdict.Good));
    }

    [Fact]
    public async Task Sign_HardHeaders_Verify()
    {
        await DkimVerifier.RequireAsync();
        var xml = _shipments.Add("<Invoice>ä</Invoice>"u8.ToArray(), $"Détail {new string('ö', 120)} – März.xml", "application/xml");
        var shipment = _shipments.Create() with
        {
            RecipientName = string.Join(' ', Enumerable.Repeat("Größmüller-Ábrányi", 10)),
            SenderName = "Werke \"Süd\", Abt. 3 (Zürich) <intern>",
            Attachments = [xml],
        };

        var message = Write(shipment, _keys.Rsa("stadtwerke.example", "k"), _keys.Ed25519("stadtwerke.example", "e"));

        Assert.All(await DkimVerifier.VerifyAsync(message, [.. _keys.Records]), verdict => Assert.True(verdict.Good, verdict.Error));
    }

    [Theory]
    [InlineData("rechnung@müsterlingen.example", "müsterlingen.example", "xn--msterlingen-thb.example")]
    [InlineData("rechnung@Post.Stadtwerke.example", "stadtwerke.example", "stadtwerke.example")]
    public async Task Sign_InternationalOrLowerDomain_SignsWithItsKey(string sender, string configured, string signing)
    {
        await DkimVerifier.RequireAsync();
        var key = _keys.Rsa(signing, "k");
        key.Domain = configured;

        var message = Write(_shipments.Create() with { SenderEmail = sender }, key);

        var verdict = Assert.Single(await DkimVerifier.VerifyAsync(message, [.. _keys.Records]));
        Assert.True(verdict.Good, verdict.Error);
        Assert.Equal(signing, verdict.Domain);
    }

    [Fact]
    public async Task Sign_RecipientThatNeedsSmtpUtf8_Verifies()
    {
        await DkimVerifier.RequireAsync();

        var message = Write(_shipments.Create() with { RecipientEmail = "jürg@kunden.example" }, _keys.Rsa("stadtwerke.example", "k"));

        Assert.Contains("jürg@kunden.example", Encoding.UTF8.GetString(message), StringComparison.Ordinal);
        Assert.True(Assert.Single(await DkimVerifier.VerifyAsync(message, [.. _keys.Records])).Good);
    }

    [Theory]
    [InlineData("rechnung@other.example")]
    [InlineData("rechnung@evilstadtwerke.example")]
    public void Sign_DomainWithoutKey_LeavesTheMessageAsItIs(string sender)
    {
        var shipment = _shipments.Create() with { SenderEmail = sender };

        Assert.Equal(Write(shipment), Write(shipment, _keys.Rsa("stadtwerke.example", "k")));
    }

    [Fact]
    public void Sign_LaterAttempt_ChangesTheSignatureAlone()
    {
        var key = _keys.Rsa("stadtwerke.example", "k");
        var first = Load(Write(_shipments.Create(), key));

        _clock.Advance(TimeSpan.FromDays(7));
        var second = Load(Write(_shipments.Create(), key));

        Assert.Contains("t=1791010800", first.Headers[HeaderId.DkimSignature], StringComparison.Ordinal);
        Assert.Contains("t=1791615600", second.Headers[HeaderId.DkimSignature], StringComparison.Ordinal);
        first.Headers.Remove(HeaderId.DkimSignature);
        second.Headers.Remove(HeaderId.DkimSignature);
        Assert.Equal(first.ToString(), second.ToString());
    }

    [Fact]
    public async Task Sign_ManyAtOnce_AllVerify()
    {
        await DkimVerifier.RequireAsync();
        var signatures = new DkimSignatures([_keys.Rsa("stadtwerke.example", "k"), _keys.Ed25519("stadtwerke.example", "e")], _clock);
        var messages = Enumerable.Range(0, 16).Select(i => Compose(_shipments.Create($"R-{i}"))).ToList();

        Parallel.ForEach(messages, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = TestContext.Current.CancellationToken }, message => signatures.Sign(message));

        foreach (var message in messages)
            Assert.Equal([true, true], (await DkimVerifier.VerifyAsync(ToBytes(message), [.. _keys.Records])).Select(verdict => verdict.Good));
    }

    private byte[] Write(Shipment shipment, params DkimKeyOptions[] keys)
    {
        var message = Compose(shipment);
        new DkimSignatures(keys, _clock).Sign(message);
        return ToBytes(message);
    }

    private MimeMessage Compose(Shipment shipment)
    {
        var texts = BuiltInTemplates.Of(Language.De).Render(shipment);
        Assert.True(InvoiceMessage.TryCreate(shipment, texts, [.. shipment.Attachments.Prepend(shipment.Document).Select(_shipments.Content)], out var message, out _));
        return message;
    }

    private static MimeMessage Load(byte[] message) => MimeMessage.Load(new MemoryStream(message), TestContext.Current.CancellationToken);

    private static byte[] ToBytes(MimeMessage message)
    {
        using var bytes = new MemoryStream();
        message.WriteTo(InvoiceMessage.FormatOf(message), bytes, TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }
}
