using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Dispatch.Channels.Print.Ipp.Protocol;

namespace Dispatch.Tests.Channels.Print.Ipp;

/// <summary>Answers IPP requests as it is told, one after the other and the last for ever, on loopback: for what no real server says on demand.</summary>
internal sealed class IppAnswerer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly byte[][] _answers;
    private readonly Task _answering;

    public IppAnswerer(params IppMessage[] answers)
    {
        _answers = [.. answers.Select(IppEncoder.Write)];
        _listener.Start();
        _answering = AnswerAsync();
    }

    public static IppMessage Answer(params IppGroup[] groups) =>
        new(0, 1, [new IppGroup(IppTag.OperationAttributes, [IppAttribute.Of("attributes-charset", IppTag.Charset, "utf-8")]), .. groups]);

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _answering;
        _end.Dispose();
    }

    private async Task AnswerAsync()
    {
        try
        {
            for (var i = 0; ; i++)
            {
                var answer = _answers[Math.Min(i, _answers.Length - 1)];
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                await using var stream = client.GetStream();
                await ReadRequestAsync(stream);
                var head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: {answer.Length}\r\nConnection: close\r\n\r\n");
                await stream.WriteAsync(Encoding.ASCII.GetBytes(head), _end.Token);
                await stream.WriteAsync(answer, _end.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException)
        {
            // The test is over.
        }
    }

    private async Task ReadRequestAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, _end.Token);
            head.Append((char)one[0]);
        }
        var length = head.ToString().Split("\r\n").Single(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        await stream.ReadExactlyAsync(new byte[int.Parse(length[15..], CultureInfo.InvariantCulture)], _end.Token);
    }
}
