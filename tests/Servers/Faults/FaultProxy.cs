using System.Net;
using System.Net.Sockets;

namespace Dispatch.Tests.Servers.Faults;

/// <summary>
/// A network on loopback that fails on command: it passes the connections to its port on to another one, until it is told to refuse
/// new ones, to drop those that are open, to delay what they carry or to let nothing through; and is healed again.
/// </summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly HashSet<FaultConnection> _connections = [];
    private readonly List<Task> _running = [];
    private readonly IPEndPoint _target;
    private Socket? _listener;

    /// <summary>Starts a healthy one.</summary>
    /// <param name="targetPort">Where it leads on 127.0.0.1; nobody needs to listen there yet.</param>
    /// <param name="time">The clock of the delays.</param>
    public FaultProxy(int targetPort, TimeProvider? time = null)
    {
        _target = new IPEndPoint(IPAddress.Loopback, targetPort);
        Weather = new FaultWeather(time ?? TimeProvider.System);
        Listen();
    }

    /// <summary>Where it listens on 127.0.0.1.</summary>
    public int Port { get; } = FreePort.Take();

    /// <summary>How many pieces of data it has read and not passed on.</summary>
    public int HeldCount => Weather.HeldCount;

    private FaultWeather Weather { get; }

    /// <summary>Refuses new connections; those that are open go on.</summary>
    public void Refuse()
    {
        lock (_lock)
        {
            _listener?.Dispose();
            _listener = null;
        }
    }

    /// <summary>Resets all connections that are open, on both sides; new ones are taken.</summary>
    public void Drop()
    {
        lock (_lock)
        {
            foreach (var connection in _connections)
                connection.Reset();
        }
    }

    /// <summary>Holds back all that is sent, in both directions, by a time.</summary>
    public void Delay(TimeSpan time) => Weather.Delay(time);

    /// <summary>Lets nothing through any more, not even the end of a connection; nobody is told.</summary>
    public void Stall() => Weather.Stall();

    /// <summary>Is a healthy network again; what was held back arrives.</summary>
    public void Heal()
    {
        Weather.Clear();
        lock (_lock)
        {
            if (_listener is null)
                Listen();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Refuse();
        Drop();
        Weather.Clear();
        Task[] running;
        lock (_lock)
            running = [.. _running];
        await Task.WhenAll(running);
    }

    private void Listen()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, Port));
        listener.Listen();
        _listener = listener;
        _running.Add(AcceptAsync(listener));
    }

    private async Task AcceptAsync(Socket listener)
    {
        await Task.Yield();
        while (true)
        {
            Socket client;
            try
            {
                client = await listener.AcceptAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;    // it refuses
            }

            var connection = new FaultConnection(client, Weather);
            lock (_lock)
            {
                _connections.Add(connection);
                if (_listener is null)
                    connection.Reset();
                _running.RemoveAll(task => task.IsCompleted);
                _running.Add(PassAsync(connection));
            }
        }
    }

    private async Task PassAsync(FaultConnection connection)
    {
        await Task.Yield();
        await connection.RunAsync(_target);
        lock (_lock)
            _connections.Remove(connection);
        connection.Dispose();
    }
}
