using System.Net;
using System.Net.Sockets;

namespace Dispatch.Tests.Servers.Faults;

/// <summary>One connection through a <see cref="FaultProxy"/>: two sockets and a pump in each direction.</summary>
/// <param name="client">The side that came.</param>
/// <param name="weather">What its data meets.</param>
internal sealed class FaultConnection(Socket client, FaultWeather weather) : IDisposable
{
    private const int PieceBytes = 64 * 1024;

    private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    /// <summary>Breaks both sides off at once; what is on the way is lost.</summary>
    public void Reset()
    {
        foreach (var socket in new[] { client, _server })
        {
            try
            {
                socket.LingerState = new LingerOption(true, 0);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // It is closed already.
            }

            socket.Dispose();
        }

        _broken.TrySetResult();
    }

    /// <summary>Connects to the target and passes on until both sides have ended or one has broken off.</summary>
    public async Task RunAsync(IPEndPoint target)
    {
        try
        {
            client.NoDelay = true;
            _server.NoDelay = true;
            await _server.ConnectAsync(target);
            await Task.WhenAll(PumpAsync(client, _server), PumpAsync(_server, client));
        }
        catch (Exception e) when (IsBroken(e))
        {
            Reset();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        client.Dispose();
        _server.Dispose();
    }

    private static bool IsBroken(Exception e) => e is SocketException or ObjectDisposedException;

    private async Task PumpAsync(Socket from, Socket to)
    {
        try
        {
            var piece = new byte[PieceBytes];
            int read;
            do
            {
                read = await from.ReceiveAsync(piece);
                await weather.PassAsync(_broken.Task);
                for (var sent = 0; sent < read;)
                    sent += await to.SendAsync(piece.AsMemory(sent, read - sent));
            }
            while (read > 0);
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (IsBroken(e))
        {
            Reset();
            throw;
        }
    }
}
