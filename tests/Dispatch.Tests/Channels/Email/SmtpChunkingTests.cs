using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Email;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Dispatch.Tests.Channels.Email;

public sealed class SmtpChunkingTests
{
    private const string Offer = "250-relay.example\r\n250-PIPELINING\r\n250 CHUNKING";

    private readonly Shipments _shipments = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly EmailOptions _options = new() { Host = "localhost", Security = EmailSecurity.None };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_ChunkingOffered_GivesTheSameBytesInOneChunk()
    {
        await using var relay = new ScriptedRelay();
        await using var chunking = new ScriptedRelay(("EHLO", Offer));

        var outcome = await SendAsync(chunking.Port);
        await SendAsync(relay.Port);

        Assert.Equal(new AttemptOutcome.Delivered(new Proof("smtp", "250 2.0.0 4F2A1B")), outcome);
        Assert.Equal(Assert.Single(relay.Messages), Assert.Single(chunking.Messages));
        Assert.DoesNotContain("DATA", chunking.Commands);
    }

    [Fact]
    public async Task Send_ChunkingSwitchedOff_SendsByData()
    {
        await using var relay = new ScriptedRelay(("EHLO", Offer));
        _options.Chunking = false;

        await SendAsync(relay.Port);

        Assert.Contains("DATA", relay.Commands);
    }

    [Fact]
    public async Task Send_ConnectionLostWithinTheChunk_IsDeferred()
    {
        var large = _shipments.Add(new byte[15 * 1024 * 1024], "gross.pdf", "application/pdf");    // more than the sockets buffer
        await using var relay = new ScriptedRelay(("EHLO", Offer), ("CONTENT", ScriptedRelay.Drop));

        var outcome = await SendAsync(relay.Port, large);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.ConnectionLost), outcome);
    }

    [Theory]
    [InlineData(ScriptedRelay.Drop, ReasonCode.ConnectionLost)]
    [InlineData("354 go on", ReasonCode.Other)]
    public async Task Send_NoAnswerAfterTheChunk_IsUnknown(string answer, ReasonCode expected)
    {
        await using var relay = new ScriptedRelay(("EHLO", Offer), (".", answer));

        var outcome = await SendAsync(relay.Port);

        Assert.Equal(new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, expected), outcome);
    }

    [Theory]
    [InlineData("451 4.3.0 try later")]
    [InlineData("421 4.3.2 shutting down" + ScriptedRelay.ThenDrop)]
    public async Task Send_ChunkDeferred_IsDeferred(string answer)
    {
        await using var relay = new ScriptedRelay(("EHLO", Offer), (".", answer));

        var outcome = await SendAsync(relay.Port);

        Assert.Equal(ReasonCode.ChannelUnavailable, Assert.IsType<AttemptOutcome.Deferred>(outcome).Reason);
    }

    [Fact]
    public async Task Send_RecipientRefusedInThePipeline_SendsNoContent()
    {
        await using var relay = new ScriptedRelay(("EHLO", Offer), ("RCPT", "550 5.1.1 no such person"));

        var outcome = await SendAsync(relay.Port);

        Assert.Equal(new AttemptOutcome.Refused(ReasonCode.RecipientRefused, "550 5.1.1"), outcome);
        Assert.Empty(relay.Messages);
    }

    [Fact]
    public async Task Send_SenderRefusedInThePipeline_IsDeferredBySender()
    {
        await using var relay = new ScriptedRelay(("EHLO", Offer), ("MAIL", "550 5.7.1 not your sender"), ("RCPT", "503 5.5.1 MAIL first"));

        var outcome = await SendAsync(relay.Port);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.AuthFailed, "550 5.7.1"), outcome);
    }

    private async Task<AttemptOutcome> SendAsync(int port, ShipmentFile? document = null)
    {
        _options.Port = port;
        using var channel = new SmtpEmailChannel(Options.Create(_options), _clock, new CapturedLog<SmtpEmailChannel>());
        return await channel.SendAsync(_shipments.Create() with { Document = document ?? _shipments.Document }, _shipments, Stop);
    }
}
