using System.Diagnostics;
using System.Diagnostics.Metrics;
using Dispatch.Client.Tls;
using Dispatch.Grains.Telemetry;
using Microsoft.Extensions.Logging;

namespace Dispatch.Silo.Security;

/// <summary>Counts and logs what the silo refuses.</summary>
internal sealed class Refusals
{
    private const string ForgedSender = "sender_forged";

    private readonly ILogger<Refusals> _logger;
    private readonly Counter<long> _calls;
    private readonly Counter<long> _connections;
    private readonly RefusalCounter<(string Interface, string Method)> _callLines;
    private readonly RefusalCounter<(string Port, PeerRefusal Reason)> _peerLines;
    private readonly RefusalCounter<string> _senderLines;

    public Refusals(IMeterFactory meters, TimeProvider clock, ILogger<Refusals> logger)
    {
        _logger = logger;
        (_callLines, _peerLines, _senderLines) = (new(clock), new(clock), new(clock));
        var meter = meters.Create(DispatchTelemetry.Name, DispatchTelemetry.Version);
        _calls = meter.CreateCounter<long>("dispatch.call.refused", "{call}", "Calls of clients to what is not open to them.");
        _connections = meter.CreateCounter<long>("dispatch.connection.refused", "{connection}", "Connections that were refused or closed, by reason.");
    }

    /// <summary>A client called what is not open to it.</summary>
    public void Call(string interfaceName, string method)
    {
        _calls.Add(1);
        if (_callLines.Add((interfaceName, method)) is > 0 and var count)
            _logger.CallsRefused(count, interfaceName, method);
    }

    /// <summary>A peer's certificate was not accepted.</summary>
    public void Peer(string port, PeerRefusal reason)
    {
        _connections.Add(1, new TagList { { "error.type", reason.ToWord() } });
        if (_peerLines.Add((port, reason)) is > 0 and var count)
            _logger.PeersRefused(count, port, reason.ToWord());
    }

    /// <summary>A client spoke as somebody else.</summary>
    public void Sender()
    {
        _connections.Add(1, new TagList { { "error.type", ForgedSender } });
        if (_senderLines.Add(ForgedSender) is > 0 and var count)
            _logger.SendersRefused(count);
    }
}
