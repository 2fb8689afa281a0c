// Long because what keeps a message from a relay, and what it does then, stands in one place: breakers, orders, rates and connections work together.
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Email;
using Dispatch.Tests.Servers;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Dispatch.Tests.Channels.Email;

public sealed class RelayFailoverTests
{
    private readonly Shipments _shipments = new();
    private readonly CapturedLog<SmtpEmailChannel> _log = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly EmailOptions _options = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_FirstRelayNotThere_GoesOverTheSecondInTheSameAttempt()
    {
        await using var second = new ScriptedRelay();
        AddRelay("first", FreePort.Take());
        AddRelay("second", second.Port, order: 1);
        using var channel = CreateChannel();

        var outcome = await channel.SendAsync(_shipments.Create(), _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Delivered(new Proof("smtp", "250 2.0.0 4F2A1B via second")), outcome);
        Assert.Single(second.Messages);
    }

    [Theory]
    [InlineData("GREETING", "421 4.3.2 shutting down")]
    [InlineData("EHLO", ScriptedRelay.Drop)]
    [InlineData("MAIL", "421 4.7.0 too many connections")]
    [InlineData("MAIL", "530 5.7.0 sign in first")]
    [InlineData("MAIL", "451 4.3.0 try later")]
    [InlineData("MAIL", ScriptedRelay.Drop)]
    public async Task Send_FirstRelayDoesNotServeUs_GoesOverTheSecond(string step, string answer)
    {
        await using var first = new ScriptedRelay((step, answer));
        await using var second = new ScriptedRelay();
        AddRelay("first", first.Port);
        AddRelay("second", second.Port, order: 1);
        using var channel = CreateChannel();

        Assert.IsType<AttemptOutcome.Delivered>(await channel.SendAsync(_shipments.Create(), _shipments, Stop));
    }

    [Fact]
    public async Task Send_FirstRelaySaysNothing_GoesOverTheSecondAfterTheConnectTime()
    {
        await using var first = new ScriptedRelay(("GREETING", ScriptedRelay.Stall));
        await using var second = new ScriptedRelay();
        AddRelay("first", first.Port);
        AddRelay("second", second.Port, order: 1);
        using var channel = CreateChannel();

        var sending = channel.SendAsync(_shipments.Create(), _shipments, Stop);
        await first.Reached("GREETING").WaitAsync(Stop);
        _clock.Advance(_options.ConnectTimeout + TimeSpan.FromSeconds(1));

        Assert.IsType<AttemptOutcome.Delivered>(await sending);
    }

    [Theory]
    [InlineData("RCPT", "450 4.2.0 greylisted")]
    [InlineData("RCPT", "550 5.1.1 no such person")]
    [InlineData(".", ScriptedRelay.Drop)]
    [InlineData(".", "451 4.3.0 try later")]
    public async Task Send_FirstRelayAnsweredForTheMessage_DoesNotAskTheSecond(string step, string answer)
    {
        await using var first = new ScriptedRelay((step, answer));
        await using var second = new ScriptedRelay();
        AddRelay("first", first.Port);
        AddRelay("second", second.Port, order: 1);
        using var channel = CreateChannel();

        await channel.SendAsync(_shipments.Create(), _shipments, Stop);

        Assert.Equal(0, second.ConnectionCount);
    }

    [Fact]
    public async Task Send_RelayDown_IsDeclaredOnceAndTakesNothingUntilAProbeSucceeds()
    {
        await using var relay = new ScriptedRelay(("MAIL", "421 4.3.2 shutting down"));
        (_options.Host, _options.Port, _options.Security) = ("localhost", relay.Port, EmailSecurity.None);
        using var channel = CreateChannel();
        var lane = channel.Lanes[0];

        for (var i = 0; i < 3; i++)
            Assert.Equal(ReasonCode.ChannelUnavailable, (await channel.SendAsync(_shipments.Create(), _shipments, Stop)).FailureReason);
        var (tookWhileDown, state) = (channel.Takes(lane), Assert.Single(channel.Destinations));
        var connections = relay.ConnectionCount;
        var turnedAway = Assert.IsType<AttemptOutcome.Deferred>(await channel.SendAsync(_shipments.Create(), _shipments, Stop));
        var askedWhileDown = relay.ConnectionCount - connections;

        relay.Script("MAIL", null);
        _clock.Advance(TimeSpan.FromSeconds(5));
        var tookProbe = channel.Takes(lane);
        var probe = await channel.SendAsync(_shipments.Create(), _shipments, Stop);

        Assert.False(tookWhileDown);
        Assert.Equal(("smtp", ReasonCode.ChannelUnavailable), (state.Name, state.Reason));
        Assert.Equal((true, ReasonCode.ChannelUnavailable, TimeSpan.FromSeconds(5)), (turnedAway.IsNoAttempt, turnedAway.Reason, turnedAway.NotBefore));
        Assert.Equal(0, askedWhileDown);
        Assert.True(tookProbe);
        Assert.IsType<AttemptOutcome.Delivered>(probe);
        Assert.Null(Assert.Single(channel.Destinations).DownSince);
        Assert.Equal([EventIds.RelayDown, EventIds.RelayUp], _log.Ids.Where(id => id is EventIds.RelayDown or EventIds.RelayUp));
    }

    [Fact]
    public async Task Send_ProbeUnderWay_ReleasesOthersWithItsFirstByteOfContent()
    {
        await using var relay = new ScriptedRelay(("MAIL", "421 4.3.2 shutting down"));
        (_options.Host, _options.Port, _options.Security) = ("localhost", relay.Port, EmailSecurity.None);
        using var channel = CreateChannel();
        for (var i = 0; i < 3; i++)
            await channel.SendAsync(_shipments.Create(), _shipments, Stop);

        relay.Script("MAIL", null);
        relay.Script(".", ScriptedRelay.Stall);
        _clock.Advance(TimeSpan.FromSeconds(5));
        var probe = channel.SendAsync(_shipments.Create(), _shipments, Stop);
        await relay.Reached(".").WaitAsync(Stop);

        Assert.True(channel.Takes(channel.Lanes[0]));
        _clock.Advance(_options.EndOfDataTimeout);
        Assert.IsType<AttemptOutcome.Unknown>(await probe);
    }

    [Fact]
    public async Task Send_OneRelayDown_PassesItOverAndTakesAll()
    {
        await using var second = new ScriptedRelay();
        await using var first = new ScriptedRelay(("GREETING", "554 5.3.2 no service here"));
        AddRelay("first", first.Port);
        AddRelay("second", second.Port, order: 1);
        using var channel = CreateChannel();

        for (var i = 0; i < 10; i++)
            Assert.IsType<AttemptOutcome.Delivered>(await channel.SendAsync(_shipments.Create(), _shipments, Stop));

        Assert.Equal(3, first.ConnectionCount);
        Assert.True(channel.Takes(channel.Lanes[0]));
        Assert.Equal(["first"], channel.Destinations.Where(state => state.DownSince is not null).Select(state => state.Name));
    }

    [Fact]
    public async Task Send_SenderRefusedThreeTimes_DeclaresTheRelayDownForOurFault()
    {
        await using var relay = new ScriptedRelay(("RCPT", "554 5.7.1 relay access denied"));
        (_options.Host, _options.Port, _options.Security) = ("localhost", relay.Port, EmailSecurity.None);
        using var channel = CreateChannel();

        for (var i = 0; i < 3; i++)
            await channel.SendAsync(_shipments.Create(), _shipments, Stop);

        Assert.Equal(ReasonCode.AuthFailed, Assert.Single(channel.Destinations).Reason);
    }

    [Fact]
    public async Task Send_DomainAtItsLimit_WaitsWithoutConnectingAndCountsAsNone()
    {
        await using var relay = new ScriptedRelay();
        (_options.Host, _options.Port, _options.Security) = ("localhost", relay.Port, EmailSecurity.None);
        _options.Domains["kunden.example"] = new DomainOptions { MessagesPerMinute = 1 };
        using var channel = CreateChannel();

        var first = await channel.SendAsync(_shipments.Create(), _shipments, Stop);
        var second = await channel.SendAsync(_shipments.Create() with { RecipientEmail = "x@KUNDEN.example" }, _shipments, Stop);
        var other = await channel.SendAsync(_shipments.Create() with { RecipientEmail = "x@andere.example" }, _shipments, Stop);

        Assert.IsType<AttemptOutcome.Delivered>(first);
        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.QuotaExceeded, NotBefore: TimeSpan.FromMinutes(1)) { IsNoAttempt = true }, second);
        Assert.IsType<AttemptOutcome.Delivered>(other);
    }

    [Fact]
    public async Task Send_RelayAtItsLimit_WaitsAndCountsAsNone()
    {
        await using var relay = new ScriptedRelay();
        (_options.Host, _options.Port, _options.Security, _options.MessagesPerMinute) = ("localhost", relay.Port, EmailSecurity.None, 1);
        using var channel = CreateChannel();

        await channel.SendAsync(_shipments.Create(), _shipments, Stop);
        var second = await channel.SendAsync(_shipments.Create("2026-10-0002"), _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.QuotaExceeded, NotBefore: TimeSpan.FromMinutes(1)) { IsNoAttempt = true }, second);
        Assert.Single(relay.Messages);
    }

    [Fact]
    public async Task Send_TurnIsNear_WaitsForItInTheSameAttempt()
    {
        await using var relay = new ScriptedRelay();
        (_options.Host, _options.Port, _options.Security, _options.MessagesPerMinute) = ("localhost", relay.Port, EmailSecurity.None, 6);
        using var channel = CreateChannel();

        await channel.SendAsync(_shipments.Create(), _shipments, Stop);
        var second = channel.SendAsync(_shipments.Create("2026-10-0002"), _shipments, Stop);
        _clock.Advance(TimeSpan.FromSeconds(3));
        var early = relay.Messages.Count;
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, early);
        Assert.IsType<AttemptOutcome.Delivered>(await second);
    }

    [Fact]
    public async Task Send_RateOfARelayUsedUp_GoesOverAnotherOfTheSameOrder()
    {
        await using var limited = new ScriptedRelay();
        await using var free = new ScriptedRelay();
        AddRelay("a-limited", limited.Port);
        AddRelay("b-free", free.Port);
        _options.Relays["a-limited"].MessagesPerMinute = 1;
        using var channel = CreateChannel();

        for (var i = 0; i < 5; i++)
            Assert.IsType<AttemptOutcome.Delivered>(await channel.SendAsync(_shipments.Create($"2026-10-000{i}"), _shipments, Stop));

        Assert.Equal((1, 4), (limited.Messages.Count, free.Messages.Count));
    }

    [Fact]
    public async Task Send_RateOfARelayUsedUp_LeavesTheNextOrderAlone()
    {
        await using var limited = new ScriptedRelay();
        await using var spare = new ScriptedRelay();
        AddRelay("limited", limited.Port);
        AddRelay("spare", spare.Port, order: 1);
        _options.Relays["limited"].MessagesPerMinute = 1;
        using var channel = CreateChannel();

        await channel.SendAsync(_shipments.Create(), _shipments, Stop);
        var second = await channel.SendAsync(_shipments.Create("2026-10-0002"), _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.QuotaExceeded, NotBefore: TimeSpan.FromMinutes(1)) { IsNoAttempt = true }, second);
        Assert.Equal(0, spare.ConnectionCount);
    }

    [Fact]
    public async Task Send_NoConnectionFreeInTime_GoesOverAnotherThatHasATurnByThen()
    {
        await using var busy = new ScriptedRelay((".", ScriptedRelay.Stall));
        await using var limited = new ScriptedRelay();
        AddRelay("a-busy", busy.Port);
        AddRelay("b-limited", limited.Port);
        (_options.Relays["a-busy"].MaxConnections, _options.Relays["b-limited"].MessagesPerMinute) = (1, 6);
        using var channel = CreateChannel();
        await channel.SendAsync(_shipments.Create(), _shipments, Stop);    // over b-limited, which has more connections free
        var first = channel.SendAsync(_shipments.Create("2026-10-0002"), _shipments, Stop);
        await busy.Reached(".").WaitAsync(Stop);

        var second = channel.SendAsync(_shipments.Create("2026-10-0003"), _shipments, Stop);
        _clock.Advance(_options.ConnectTimeout / 2);

        Assert.Equal("250 2.0.0 4F2A1B via b-limited", Assert.IsType<AttemptOutcome.Delivered>(await second).Proof.Value);
        _clock.Advance(_options.EndOfDataTimeout);
        await first;
    }

    [Fact]
    public async Task Send_NoRelayHasATurn_IsToldTheSoonest()
    {
        await using var busy = new ScriptedRelay((".", ScriptedRelay.Stall));
        await using var limited = new ScriptedRelay();
        AddRelay("a-busy", busy.Port);
        AddRelay("b-limited", limited.Port);
        (_options.Relays["a-busy"].MaxConnections, _options.Relays["b-limited"].MessagesPerMinute) = (1, 1);
        using var channel = CreateChannel();
        await channel.SendAsync(_shipments.Create(), _shipments, Stop);
        var first = channel.SendAsync(_shipments.Create("2026-10-0002"), _shipments, Stop);
        await busy.Reached(".").WaitAsync(Stop);

        var second = channel.SendAsync(_shipments.Create("2026-10-0003"), _shipments, Stop);
        _clock.Advance(_options.ConnectTimeout / 2);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.ChannelUnavailable, NotBefore: _options.ConnectTimeout) { IsNoAttempt = true }, await second);
        _clock.Advance(_options.EndOfDataTimeout);
        await first;
    }

    [Fact]
    public async Task Send_NoConnectionFree_WaitsHalfTheConnectTimeAndCountsAsNone()
    {
        await using var relay = new ScriptedRelay((".", ScriptedRelay.Stall));
        (_options.Host, _options.Port, _options.Security, _options.MaxConnections) = ("localhost", relay.Port, EmailSecurity.None, 1);
        using var channel = CreateChannel();
        var first = channel.SendAsync(_shipments.Create(), _shipments, Stop);
        await relay.Reached(".").WaitAsync(Stop);

        var second = channel.SendAsync(_shipments.Create("2026-10-0002"), _shipments, Stop);
        _clock.Advance(_options.ConnectTimeout / 2);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.ChannelUnavailable, NotBefore: _options.ConnectTimeout) { IsNoAttempt = true }, await second);
        Assert.Equal(1, relay.ConnectionCount);
        _clock.Advance(_options.EndOfDataTimeout);
        await first;
    }

    [Fact]
    public async Task Send_ClosedWhileIdleWith421_ConnectsAgainInTheSameAttempt()
    {
        await using var relay = new ScriptedRelay();
        (_options.Host, _options.Port, _options.Security) = ("localhost", relay.Port, EmailSecurity.None);
        using var channel = CreateChannel();
        await channel.SendAsync(_shipments.Create(), _shipments, Stop);

        relay.Script("MAIL", "421 4.4.2 idle for too long" + ScriptedRelay.ThenDrop);
        _log.OnEvent = id =>
        {
            if (id == EventIds.RelayConnecting)
                relay.Script("MAIL", null);
        };
        var outcome = await channel.SendAsync(_shipments.Create("2026-10-0002"), _shipments, Stop);

        Assert.IsType<AttemptOutcome.Delivered>(outcome);
        Assert.Equal(2, relay.ConnectionCount);
    }

    [Fact]
    public async Task Send_MessagesPerConnectionReached_ConnectsAnewAndTakesLeave()
    {
        await using var relay = new ScriptedRelay();
        (_options.Host, _options.Port, _options.Security, _options.MessagesPerConnection) = ("localhost", relay.Port, EmailSecurity.None, 2);
        using var channel = CreateChannel();

        for (var i = 0; i < 4; i++)
            await channel.SendAsync(_shipments.Create(), _shipments, Stop);
        await relay.Reached("QUIT").WaitAsync(Stop);

        Assert.Equal(2, relay.ConnectionCount);
    }

    [Theory]
    [InlineData(4, 0, 1)]
    [InlineData(6, 1, 1)]
    [InlineData(31, 0, 2)]
    public async Task Send_AfterIdling_AsksOnlyIfTheConnectionWasQuietForLong(int seconds, int askedCount, int connectionCount)
    {
        await using var relay = new ScriptedRelay();
        (_options.Host, _options.Port, _options.Security) = ("localhost", relay.Port, EmailSecurity.None);
        using var channel = CreateChannel();
        await channel.SendAsync(_shipments.Create(), _shipments, Stop);

        _clock.Advance(TimeSpan.FromSeconds(seconds));
        await channel.SendAsync(_shipments.Create(), _shipments, Stop);

        Assert.Equal(askedCount, relay.Commands.Count(command => command == "NOOP"));
        Assert.Equal(connectionCount, relay.ConnectionCount);
    }

    [Fact]
    public async Task Send_IdleConnectionsAreSilentlyDead_ConnectsAnewAfterTwoSecondsInTheSameAttempt()
    {
        await using var relay = new ScriptedRelay();
        (_options.Host, _options.Port, _options.Security) = ("localhost", relay.Port, EmailSecurity.None);
        using var channel = CreateChannel();
        await Task.WhenAll(Enumerable.Range(0, 2).Select(i => channel.SendAsync(_shipments.Create($"2026-10-000{i}"), _shipments, Stop)));
        relay.Script("NOOP", ScriptedRelay.Stall);
        _clock.Advance(TimeSpan.FromSeconds(6));

        var sending = channel.SendAsync(_shipments.Create("2026-10-0003"), _shipments, Stop);
        await relay.Reached("NOOP").WaitAsync(Stop);
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.IsType<AttemptOutcome.Delivered>(await sending.WaitAsync(TimeSpan.FromSeconds(30), Stop));
        Assert.Equal(3, relay.ConnectionCount);
        Assert.Null(Assert.Single(channel.Destinations).DownSince);
    }

    [Fact]
    public void Lanes_SeveralRelays_HaveSlotsForTheLargestOrderAndTimeForAll()
    {
        AddRelay("a", 1);
        AddRelay("b", 1);
        AddRelay("spare", 1, order: 1);
        using var channel = CreateChannel();

        var lane = Assert.Single(channel.Lanes);
        Assert.Equal(("email/smtp", 16), (lane.Name, lane.SlotCount));
        Assert.Equal(TimeSpan.FromSeconds((3 * 20) + 40 + 600), lane.SendBudget);
    }

    private SmtpEmailChannel CreateChannel() => new(Options.Create(_options), _clock, _log);

    private void AddRelay(string name, int port, int order = 0) =>
        _options.Relays[name] = new RelayOptions { Host = "localhost", Port = port, Security = EmailSecurity.None, Order = order };
}
