using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Dispatch.Tests.Servers.Faults;

/// <summary>
/// Stands between an IPP client and its printer on loopback and passes requests on, until a fault is set: the next request of its operation breaks at
/// exactly the byte that the fault names. Requests must announce their length, as those of our client do.
/// </summary>
internal sealed class IppProxy : IAsyncDisposable
{
    private const int OperationBytes = 4;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _targetPort;
    private readonly Task _accepting;
    private IppFault? _fault;

    /// <summary>Starts one that passes everything.</summary>
    public IppProxy(int targetPort)
    {
        _targetPort = targetPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens on 127.0.0.1.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The operations that have passed or broken, in their order.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<int> Operations { get; } = new();

    /// <summary>Lets the next request of an operation fail, once.</summary>
    public void Set(IppFault fault) => Volatile.Write(ref _fault, fault);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                connections.Add(PassAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var connection = client;
        using var server = new TcpClient { NoDelay = true };
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _targetPort, _end.Token);
            await using var answers = server.GetStream();
            await using var requests = new BufferedStream(client.GetStream());
            var lost = new TaskCompletionSource();
            var answering = AnswerAsync(answers, client.GetStream(), lost);
            await PassAsync(requests, answers, lost, answering);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side is gone; closing tells the other.
        }
    }

    private async Task PassAsync(Stream client, NetworkStream server, TaskCompletionSource lost, Task answering)
    {
        while (await ReadHeadAsync(client) is { } head)
        {
            var length = LengthOf(head);
            var body = new byte[length];
            await client.ReadExactlyAsync(body, _end.Token);
            var operation = length >= OperationBytes ? BinaryPrimitives.ReadUInt16BigEndian(body.AsSpan(2)) : 0;
            var fault = Volatile.Read(ref _fault);
            if (fault?.Operation == operation && Interlocked.CompareExchange(ref _fault, null, fault) == fault)
            {
                Operations.Enqueue(operation);
                if (fault.BodyBytes is null)
                    lost.SetResult();
                await server.WriteAsync(Encoding.Latin1.GetBytes(head), _end.Token);
                var passed = fault.BodyBytes ?? length;
                await server.WriteAsync(body.AsMemory(0, passed < 0 ? length + passed : passed), _end.Token);
                if (fault.BodyBytes is null)
                    await answering;
                await fault.Then();
                return;
            }

            Operations.Enqueue(operation);
            await server.WriteAsync(Encoding.Latin1.GetBytes(head), _end.Token);
            await server.WriteAsync(body, _end.Token);
        }
    }

    /// <summary>Passes answers on; ends with the first that is to be lost.</summary>
    private async Task AnswerAsync(NetworkStream server, NetworkStream client, TaskCompletionSource lost)
    {
        var piece = new byte[16 * 1024];
        try
        {
            for (int count; (count = await server.ReadAsync(piece, _end.Token)) > 0;)
            {
                if (lost.Task.IsCompleted)
                    return;
                await client.WriteAsync(piece.AsMemory(0, count), _end.Token);
            }

            client.Socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side is gone.
        }
    }

    private async Task<string?> ReadHeadAsync(Stream client)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await client.ReadAsync(one, _end.Token) == 0)
                return null;
            head.Append((char)one[0]);
        }
        return head.ToString();
    }

    private static int LengthOf(string head)
    {
        const string Name = "content-length:";
        var line = head.Split("\r\n").Single(line => line.StartsWith(Name, StringComparison.OrdinalIgnoreCase));
        return int.Parse(line[Name.Length..], CultureInfo.InvariantCulture);
    }
}
