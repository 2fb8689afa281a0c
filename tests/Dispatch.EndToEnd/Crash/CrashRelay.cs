using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Dispatch.CrashHost;

namespace Dispatch.EndToEnd.Crash;

/// <summary>
/// A mail relay that outlives its clients and can kill them at any moment of the exchange. It keeps a message once it has read
/// the end of data, as a real relay does, whether or not anybody is left to hear the answer.
/// </summary>
internal sealed class CrashRelay : IAsyncDisposable
{
    private const int LinesBeforeContentStage = 40;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<RelayedMessage> _messages = new();
    private readonly ConcurrentQueue<Task> _sessions = new();
    private readonly Task _accepting;
    private readonly TimeSpan _answerDelay;
    private volatile KillOrder? _order;

    /// <summary>Starts it.</summary>
    /// <param name="answerDelay">How long it takes from the end of data to its answer, as a relay does that looks into messages.</param>
    public CrashRelay(TimeSpan answerDelay = default)
    {
        _answerDelay = answerDelay;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens on loopback.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What it took over, in order.</summary>
    public IReadOnlyCollection<RelayedMessage> Messages => _messages;

    /// <summary>Calls <paramref name="kill"/> when a stage is reached for the n-th time from now on.</summary>
    public void Arm(RelayStage stage, int occurrence, Action kill) => _order = new KillOrder(stage, occurrence, kill);

    /// <summary>
    /// Kills nobody any more, and returns when all that a dead client left in its connections is read: a relay takes over even what
    /// it reads after its client's death.
    /// </summary>
    public async Task DrainAsync()
    {
        _order = null;
        using (var last = new TcpClient())
        {
            await last.ConnectAsync(IPAddress.Loopback, Port);    // connections are served in order, so all before this one are sessions when it is greeted
            using var reader = new StreamReader(last.GetStream(), Encoding.Latin1);
            await reader.ReadLineAsync();
        }

        await Task.WhenAll(_sessions);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _sessions.Enqueue(ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(_sessions);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        await Task.Yield();
        using (client)
        {
            try
            {
                client.NoDelay = true;
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1);
                await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
                await TalkAsync(reader, writer);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The client is dead, or the relay stops.
            }
        }
    }

    private async Task TalkAsync(StreamReader reader, StreamWriter writer)
    {
        var recipient = "";
        Reach(RelayStage.Greeting);
        await writer.WriteLineAsync("220 relay.example");
        while (await reader.ReadLineAsync(_stopping.Token) is { } command)
        {
            switch (command.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "MAIL":
                    Reach(RelayStage.Sender);
                    await writer.WriteLineAsync("250 2.1.0 sender fine");
                    break;
                case "RCPT":
                    recipient = command[(command.IndexOf('<', StringComparison.Ordinal) + 1)..command.IndexOf('>', StringComparison.Ordinal)];
                    Reach(RelayStage.Recipient);
                    await writer.WriteLineAsync(recipient == CrashUtility.RefusedRecipient ? "550 5.1.1 nobody there" : "250 2.1.5 recipient fine");
                    break;
                case "DATA":
                    Reach(RelayStage.Data);
                    await writer.WriteLineAsync("354 go on");
                    if (await ReadContentAsync(reader) is not { } content)
                        return;
                    _messages.Enqueue(new RelayedMessage(recipient, content));
                    Reach(RelayStage.EndOfData);
                    await Task.Delay(_answerDelay, _stopping.Token);
                    await writer.WriteLineAsync("250 2.0.0 taken");
                    Reach(RelayStage.Answered);
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 relay.example");
                    break;
            }
        }
    }

    /// <summary>The content; none if the client was gone before its end.</summary>
    private async Task<byte[]?> ReadContentAsync(StreamReader reader)
    {
        var content = new StringBuilder();
        for (var lines = 1; await reader.ReadLineAsync(_stopping.Token) is { } line; lines++)
        {
            if (line == ".")
                return Encoding.Latin1.GetBytes(content.ToString());
            content.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            if (lines == LinesBeforeContentStage)
                Reach(RelayStage.Content);
        }

        return null;
    }

    private void Reach(RelayStage stage)
    {
        if (_order is { } order && order.Stage == stage && Interlocked.Decrement(ref order.Remaining) == 0)
            order.Kill();
    }

    private sealed class KillOrder(RelayStage stage, int occurrence, Action kill)
    {
        public int Remaining = occurrence;

        public RelayStage Stage { get; } = stage;

        public Action Kill { get; } = kill;
    }
}
