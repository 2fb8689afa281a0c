using Dispatch.Client.Tls;
using Microsoft.AspNetCore.Connections;

namespace Dispatch.Silo.Security;

/// <summary>Notices handshakes that come to nothing, and why: the connection itself ends without a word.</summary>
/// <param name="port">What is connected, for logs.</param>
/// <param name="refusals">Is told.</param>
internal sealed class HandshakeWatch(string port, Refusals refusals)
{
    private readonly AsyncLocal<Handshake?> _current = new();

    /// <summary>Notes why the certificate of the handshake that is going on is refused.</summary>
    public void Refuse(PeerRefusal reason)
    {
        if (_current.Value is { } handshake)
            handshake.Reason = reason;
    }

    /// <summary>Watches what <paramref name="useTls"/> adds.</summary>
    public void Use(IConnectionBuilder connection, Action<IConnectionBuilder> useTls)
    {
        connection.Use(next => async context =>
        {
            var handshake = new Handshake();
            _current.Value = handshake;
            await next(context);
            if (!handshake.IsDone)
                refusals.Connection(port, handshake.Reason?.ToWord() ?? Refusals.HandshakeFailed);
        });
        useTls(connection);
        connection.Use(next => context =>
        {
            _current.Value!.IsDone = true;
            _current.Value = null;
            return next(context);
        });
    }

    private sealed class Handshake
    {
        public PeerRefusal? Reason { get; set; }

        public bool IsDone { get; set; }
    }
}
