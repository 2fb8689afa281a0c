using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Dispatch.EndToEnd.Crash;

/// <summary>An SMTP relay on loopback that keeps every message it has answered for, and calls back at each point of the dialogue.</summary>
internal sealed class CountingRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentBag<string> _messages = [];
    private readonly Action<string> _reached;
    private readonly Task _accepting;

    /// <summary>Listens; <paramref name="reached"/> is called with GREETING, MAIL, RCPT, DATA, CONTENT (in the middle), DOT (before its answer) and ANSWERED.</summary>
    public CountingRelay(Action<string> reached)
    {
        _reached = reached;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Every message whose end of data arrived, as received: whole, whether or not its sender lived to read the answer.</summary>
    public IReadOnlyCollection<string> Messages => _messages;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> sessions = [];
        try
        {
            while (true)
                sessions.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(sessions);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
                await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
                _reached("GREETING");
                await writer.WriteLineAsync("220 relay.example ESMTP");
                while (await reader.ReadLineAsync(_stopping.Token) is { } line)
                {
                    var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                    _reached(verb);
                    if (verb == "DATA")
                        await TakeMessageAsync(reader, writer);
                    else
                        await writer.WriteLineAsync(verb == "QUIT" ? "221 2.0.0 bye" : "250 2.0.0 fine");
                    if (verb == "QUIT")
                        return;
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
        {
            // The other side is gone: that is what this relay is for.
        }
    }

    private async Task TakeMessageAsync(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("354 go on");
        var content = new StringBuilder();
        for (var lineCount = 0; ; lineCount++)
        {
            var line = await reader.ReadLineAsync(_stopping.Token);
            if (line is null)
                return;
            if (line == ".")
                break;
            if (lineCount == 20)
                _reached("CONTENT");
            content.AppendLine(line);
        }

        _messages.Add(content.ToString());
        _reached("DOT");
        await writer.WriteLineAsync("250 2.0.0 queued as 4711");
        _reached("ANSWERED");
    }
}
