using System.Net;
using System.Net.Sockets;

namespace Dispatch.Tests.Servers;

/// <summary>
/// A port on loopback for a server that is stopped and started again. It lies below the range from which systems take the ports of
/// outgoing connections, so that none of those has it while the server is down.
/// </summary>
internal static class FreePort
{
    private const int First = 15000;
    private const int End = 32000;

    private static int _next = Random.Shared.Next(First, End);

    /// <summary>A port on which nothing listens, never the same twice.</summary>
    public static int Take()
    {
        for (var tries = First; tries < End; tries++)
        {
            var port = First + (Interlocked.Increment(ref _next) & int.MaxValue) % (End - First);
            if (IsFree(port))
                return port;
        }

        throw new InvalidOperationException($"No port from {First} to {End - 1} is free on loopback.");
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
