using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Dispatch.Tests.Channels.Email;

/// <summary>
/// An SMTP server on a bare socket that does at each step what a test says: <c>GREETING</c>, <c>EHLO</c>, <c>STARTTLS</c>, <c>AUTH</c>, <c>MAIL</c>,
/// <c>RCPT</c>, <c>DATA</c>, <c>CONTENT</c> (the first bytes of content), <c>.</c> (the end of data, by DATA or BDAT), <c>RSET</c>. A step is answered with a reply, or is
/// <see cref="Drop"/>, <see cref="Stall"/> or a reply after which it hangs up (<see cref="ThenDrop"/>) or says nothing to what comes next (<see cref="ThenStall"/>;
/// <c>NEXT</c>: its first byte).
/// </summary>
internal sealed class ScriptedRelay : IAsyncDisposable
{
    public const string Drop = "drop";
    public const string Stall = "stall";
    public const string ThenDrop = "\u0001";
    public const string ThenStall = "\u0002";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, string> _steps;
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _reached = new();
    private readonly Task _accepting;

    public ScriptedRelay(params (string Step, string Answer)[] steps)
    {
        _steps = new ConcurrentDictionary<string, string>(steps.Select(step => KeyValuePair.Create(step.Step, step.Answer)));
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public int ConnectionCount { get; private set; }

    public ConcurrentQueue<string> Commands { get; } = new();

    public ConcurrentQueue<string> Messages { get; } = new();

    /// <summary>From now on a step is answered differently; with none as usual.</summary>
    public void Script(string step, string? answer)
    {
        if (answer is null)
            _steps.TryRemove(step, out _);
        else
            _steps[step] = answer;
    }

    /// <summary>Ends when the relay has received what belongs to a step.</summary>
    public Task Reached(string step) => SignalOf(step).Task;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stopping.Dispose();
    }

    private TaskCompletionSource SignalOf(string step) => _reached.GetOrAdd(step, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task AcceptAsync()
    {
        List<Task> sessions = [];
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                ConnectionCount++;
                sessions.Add(ServeAsync(client));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or InvalidOperationException)
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
                var stream = client.GetStream();
                if (!await AnswerAsync(stream, "GREETING", "220 relay.example ESMTP"))
                    return;
                while (await ReadLineAsync(stream) is { } line)
                {
                    Commands.Enqueue(line);
                    var step = line.Split(' ')[0].ToUpperInvariant();
                    if (step == "BDAT")
                    {
                        if (!await TakeChunkAsync(stream, int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture)))
                            return;
                        continue;
                    }
                    if (!await AnswerAsync(stream, step, step == "EHLO" ? "250-relay.example\r\n250 ENHANCEDSTATUSCODES" : step == "DATA" ? "354 go on" : step == "AUTH" ? "235 2.7.0 welcome" : "250 2.0.0 fine"))
                        return;
                    if (step == "DATA" && !_steps.ContainsKey("DATA") && !await TakeContentAsync(stream))
                        return;
                }
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // The client hung up, or the test is over.
        }
    }

    private async Task<bool> TakeContentAsync(NetworkStream stream)
    {
        if (_steps.TryGetValue("CONTENT", out var answer))
        {
            _ = await ReadLineAsync(stream);
            return await AnswerAsync(stream, "CONTENT", answer);
        }

        var message = new StringBuilder();
        while (await ReadLineAsync(stream) is { } line)
        {
            if (line != ".")
            {
                message.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
                continue;
            }
            Messages.Enqueue(message.ToString());
            return await AnswerAsync(stream, ".", "250 2.0.0 Ok: queued as 4F2A1B");
        }
        return false;
    }

    private async Task<bool> TakeChunkAsync(NetworkStream stream, int size)
    {
        var first = _steps.ContainsKey("CONTENT") ? Math.Min(size, 100) : size;
        var chunk = new byte[size];
        await stream.ReadExactlyAsync(chunk.AsMemory(0, first), _stopping.Token);
        if (first < size)
            return await AnswerAsync(stream, "CONTENT", "");

        Messages.Enqueue(Encoding.UTF8.GetString(chunk));
        return await AnswerAsync(stream, ".", "250 2.0.0 Ok: queued as 4F2A1B");
    }

    private async Task<bool> AnswerAsync(NetworkStream stream, string step, string usual)
    {
        SignalOf(step).TrySetResult();
        var answer = _steps.GetValueOrDefault(step, usual);
        if (answer == Stall)
            await Task.Delay(Timeout.Infinite, _stopping.Token);
        if (answer == Drop)
            return false;

        await stream.WriteAsync(Encoding.UTF8.GetBytes(answer.TrimEnd('\u0001', '\u0002') + "\r\n"), _stopping.Token);
        if (answer.EndsWith(ThenStall, StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(new byte[1], _stopping.Token);
            SignalOf("NEXT").TrySetResult();
            await Task.Delay(Timeout.Infinite, _stopping.Token);
        }
        return !answer.EndsWith(ThenDrop, StringComparison.Ordinal);
    }

    private async Task<string?> ReadLineAsync(NetworkStream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _stopping.Token) == 1)
        {
            if (one[0] == '\n')
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }
        return null;
    }
}
