using System.Diagnostics;
using System.Diagnostics.Metrics;
using Dispatch.Grains.Telemetry;
using Microsoft.Extensions.Logging;

namespace Dispatch.Silo.Security;

/// <summary>Counts and logs what the silo refuses. Reasons are a closed vocabulary: these two and the words of a refused certificate.</summary>
internal sealed class Refusals
{
    /// <summary>A handshake came to nothing before a certificate was seen: none was shown, or the other side does not speak TLS 1.2 or later.</summary>
    public const string HandshakeFailed = "handshake_failed";

    /// <summary>A client spoke as somebody else, or not by the protocol.</summary>
    public const string SenderForged = "sender_forged";

    private readonly ILogger<Refusals> _logger;
    private readonly Counter<long> _calls;
    private readonly Counter<long> _connections;
    private readonly RefusalCounter<(string Interface, string Method)> _callLines;
    private readonly RefusalCounter<(string Port, string Reason)> _connectionLines;

    public Refusals(IMeterFactory meters, TimeProvider clock, ILogger<Refusals> logger)
    {
        _logger = logger;
        (_callLines, _connectionLines) = (new(clock), new(clock));
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

    /// <summary>A connection was refused or closed.</summary>
    public void Connection(string port, string reason)
    {
        _connections.Add(1, new TagList { { "error.type", reason } });
        if (_connectionLines.Add((port, reason)) is > 0 and var count)
            _logger.ConnectionsRefused(count, port, reason);
    }
}
