using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Dispatch.Benchmarks.Smtp;

/// <summary>Postfix' <c>smtp-sink</c>, which takes messages and throws them away, and <c>smtp-source</c>, which makes them.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private const string SinkProgram = "/usr/sbin/smtp-sink";
    private const string SourceProgram = "/usr/sbin/smtp-source";

    private readonly Process _process;

    private SmtpSink(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public int ProcessId => _process.Id;

    /// <summary>Starts one and waits until it listens.</summary>
    public static async Task<SmtpSink> StartAsync()
    {
        if (!File.Exists(SinkProgram) || !File.Exists(SourceProgram))
            throw new ArgumentException($"{SinkProgram} and {SourceProgram} are needed: install the package postfix.");

        var port = FreePort();
        var arguments = Environment.UserName == "root" ? "-u postfix " : "";
        var sink = new SmtpSink(Process.Start(SinkProgram, $"{arguments}127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)} 256"), port);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, port, patience.Token);
                return sink;
            }
            catch (SocketException)
            {
                await Task.Delay(50, patience.Token);
            }
        }
    }

    /// <summary>Has <c>smtp-source</c> send messages over connections that it keeps (<c>-d</c>).</summary>
    public async Task SendFromSourceAsync(int messageCount, int connectionCount, long messageBytes)
    {
        var arguments = string.Create(
            CultureInfo.InvariantCulture, $"-d -s {connectionCount} -m {messageCount} -l {messageBytes} -f a@werke.example -t b@customers.example 127.0.0.1:{Port}");
        using var source = Process.Start(SourceProgram, arguments);
        await source.WaitForExitAsync();
        if (source.ExitCode != 0)
            throw new InvalidOperationException($"{SourceProgram} {arguments} ended with {source.ExitCode}.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
