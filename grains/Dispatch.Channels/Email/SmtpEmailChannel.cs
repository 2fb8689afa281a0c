using Dispatch.Abstractions;
using Dispatch.Channels.Email.Bounces;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dispatch.Channels.Email;

/// <summary>
/// Hands messages to a relay by SMTP. Until the last byte of content is written, whatever happens is a deferral or a refusal; from then on a
/// missing answer is unknown, because the relay may have taken the message over (RFC 1047).
/// </summary>
internal sealed class SmtpEmailChannel : EmailChannel, IDisposable
{
    private const string LaneName = "smtp";
    private const int MaxSlotCount = 1024;

    private readonly EmailOptions _options;
    private readonly TimeProvider _clock;
    private readonly Relays _relays;
    private readonly SendingRates _domains;
    private readonly ReturnPath _returnPath;

    public SmtpEmailChannel(IOptions<EmailOptions> options, TimeProvider clock, ILogger<SmtpEmailChannel> logger, IOptions<BounceOptions>? bounces = null)
        : base(options.Value, LaneName, SlotCountOf(options.Value), BudgetOf(options.Value), logger)
    {
        _options = options.Value;
        _clock = clock;
        _relays = new Relays(_options, clock, logger);
        _domains = new SendingRates(LimitOf, clock);
        _returnPath = new ReturnPath(bounces?.Value.ReturnPath);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<DestinationState> Destinations => _relays.StatesIn(LaneName);

    /// <summary>No attempt begins while all relays are down, but one now and then to see whether they still are.</summary>
    public override bool Takes(ChannelLane lane) => _relays.IsAnyUp;

    /// <summary>SMTP has no question for it.</summary>
    public override Task<AttemptOutcome?> AskAsync(Shipment shipment, CancellationToken cancellationToken) => Task.FromResult<AttemptOutcome?>(null);

    /// <inheritdoc/>
    public void Dispose() => _relays.Dispose();

    /// <summary>A domain that has had its share is left alone for a while.</summary>
    protected override AttemptOutcome? FindObstacle(Shipment shipment)
    {
        var domain = shipment.RecipientEmail is { } address ? address[(address.LastIndexOf('@') + 1)..].ToLowerInvariant() : "";
        return _domains.TryTake(domain, TimeSpan.Zero, out _) ? null : Later(ReasonCode.QuotaExceeded, _domains.SendAway(domain));
    }

    /// <summary>
    /// One relay after the other, as long as the first ones did not get as far as the message itself. Where one has no turn for it, only others of the
    /// same order are asked: the next order is for those that do not serve us.
    /// </summary>
    protected override async Task<AttemptOutcome> TransferAsync(Shipment shipment, SerializedMessage message, CancellationToken cancellationToken)
    {
        var begunAt = _clock.GetTimestamp();
        var envelope = new SmtpEnvelope(_returnPath.SenderOf(shipment, message.Sender), ReturnPath.EnvelopeIdOf(shipment));
        AttemptOutcome? last = null;
        List<SmtpExchange>? turnedAway = null;
        var (lastOrder, patience, triedCount) = (int.MaxValue, _options.ConnectTimeout / 2, 0);
        foreach (var relay in _relays.ToTry())
        {
            var hasTime = triedCount == 0 || _clock.GetElapsedTime(begunAt) <= (triedCount + 0.5) * _options.ConnectTimeout;    // half: a time-out comes a little late
            if (!hasTime || relay.Order > lastOrder || cancellationToken.IsCancellationRequested)
                break;
            if (!relay.Breaker.TryEnter(out var isProbe))
                continue;

            triedCount++;
            var enteredAt = _clock.GetTimestamp();
            var exchange = new SmtpExchange(relay, isProbe, shipment, message, envelope, _options, _clock, Logger);
            if (await exchange.RunAsync(patience, cancellationToken) is { } outcome)
            {
                last = outcome;
                if (!exchange.MayPassOn)
                    return last;
                continue;
            }
            (turnedAway ??= []).Add(exchange);
            (lastOrder, patience) = (relay.Order, Rest(patience, enteredAt));
        }
        if (last is not null)
            return last;
        if (cancellationToken.IsCancellationRequested)
            return new AttemptOutcome.Deferred(ReasonCode.Cancelled);
        return turnedAway?.MinBy(exchange => exchange.Return)!.SendAway() ?? Later(ReasonCode.ChannelUnavailable, _relays.Wait);
    }

    private TimeSpan Rest(TimeSpan patience, long since) => patience - _clock.GetElapsedTime(since) is var rest && rest > TimeSpan.Zero ? rest : TimeSpan.Zero;

    /// <summary>Not now, and through no fault of the message: it counts as no attempt.</summary>
    private static AttemptOutcome.Deferred Later(ReasonCode reason, TimeSpan wait) => new(reason, NotBefore: wait) { IsNoAttempt = true };

    private int? LimitOf(string domain) => _options.Domains.TryGetValue(domain, out var limit) ? limit.MessagesPerMinute : _options.DomainMessagesPerMinute;

    /// <summary>As many as connections can be in use: more would only wait, with an intent written that a crash would leave open.</summary>
    private static int SlotCountOf(EmailOptions options) =>
        Math.Min(MaxSlotCount, options.RelaysInOrder().GroupBy(relay => relay.Order).Max(group => group.Sum(relay => relay.Options.MaxConnections)));

    private static TimeSpan BudgetOf(EmailOptions options) =>
        (options.RelaysInOrder().Count * options.ConnectTimeout) + options.CommandTimeout + options.EndOfDataTimeout;
}
