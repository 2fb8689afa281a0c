using CsCheck;
using Dispatch.Abstractions;
using Dispatch.Channels.Email.Bounces;
using MimeKit;

namespace Dispatch.Tests.Channels.Email.Bounces;

public sealed class ReturnTokenTests
{
    private const string Key = "stadtwerke/2026-10-0001/d1/0";

    private static readonly ContentHash Document = ContentHash.Of("document"u8.ToArray());

    [Fact]
    public void Of_AnyRow_CanBeFoundAgainAndIsShort() => Gen.Long[1, long.MaxValue].Sample(rowId =>
    {
        var token = ReturnToken.Of(rowId, Key, Document);

        Assert.True(ReturnToken.TryReadRowId(token, out var read));
        Assert.Equal(rowId, read);
        Assert.InRange(token.Length, 17, ReturnToken.MaxLength);
        Assert.True(ReturnToken.Matches(token, rowId, Key, Document));
        Assert.True(ReturnToken.Matches(token.ToUpperInvariant(), rowId, Key, Document));
    });

    [Fact]
    public void Of_SameDispatch_IsTheSameForever() => Assert.Equal("14kpteshgxyajwr33n3", ReturnToken.Of(1171, Key, Document));

    [Fact]
    public void Matches_OneCharacterChanged_DoesNot()
    {
        var token = ReturnToken.Of(1171, Key, Document);

        for (var i = 0; i < token.Length; i++)
        {
            var changed = string.Concat(token.AsSpan(0, i), token[i] == 'z' ? "y" : "z", token.AsSpan(i + 1));
            Assert.False(ReturnToken.TryReadRowId(changed, out var rowId) && ReturnToken.Matches(changed, rowId, Key, Document));
        }
    }

    [Fact]
    public void Matches_AnotherDispatchOrDocument_DoesNot()
    {
        var token = ReturnToken.Of(1171, Key, Document);

        Assert.False(ReturnToken.Matches(token, 1171, "stadtwerke/2026-10-0002/d1/0", Document));
        Assert.False(ReturnToken.Matches(token, 1171, Key, ContentHash.Of("another"u8.ToArray())));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123456789abcdef")]
    [InlineData("00123456789abcdef")]
    [InlineData("u0123456789abcdef")]
    [InlineData("zzzzzzzzzzzzz0123456789abcdef")]
    [InlineData("10000000000000123456789abcdef1")]
    public void TryReadRowId_NoToken_IsRefused(string? text) => Assert.False(ReturnToken.TryReadRowId(text, out _));

    [Fact]
    public void SenderOf_ReturnPathConfigured_CarriesTheTokenAndNoPersonalData()
    {
        var shipment = new Shipments().Create() with { RowId = 1171 };
        var token = ReturnToken.Of(1171, shipment.Key, shipment.Document.Hash);

        var sender = new ReturnPath("bounces@stadtwerke.example").SenderOf(shipment, Biller).Address;

        Assert.Equal($"bounces+{token}@stadtwerke.example", sender);
        Assert.Equal(token, new ReturnPath("bounces@stadtwerke.example").TokenIn(sender));
        Assert.Equal(token, ReturnPath.EnvelopeIdOf(shipment));
    }

    [Theory]
    [InlineData(null, 1171)]
    [InlineData("bounces@stadtwerke.example", 0)]
    public void SenderOf_NoReturnPathOrNoRow_IsTheBillers(string? returnPath, long rowId) =>
        Assert.Equal(Biller, new ReturnPath(returnPath).SenderOf(new Shipments().Create() with { RowId = rowId }, Biller));

    [Theory]
    [InlineData("bounces@stadtwerke.example")]
    [InlineData("bounces+@stadtwerke.example")]
    [InlineData("bounces+14k0123456789abcdef@elsewhere.example")]
    [InlineData("others+14k0123456789abcdef@stadtwerke.example")]
    [InlineData("bounces+news@stadtwerke.example")]
    [InlineData("")]
    public void TokenIn_OtherAddress_IsNone(string address) => Assert.Null(new ReturnPath("bounces@stadtwerke.example").TokenIn(address));

    private static readonly MailboxAddress Biller = new("Stadtwerke", "rechnung@stadtwerke.example");
}
