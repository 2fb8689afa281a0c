using System.Diagnostics;
using System.Globalization;
using Dispatch.Benchmarks.Engines.Measuring;
using Dispatch.Channels;
using Dispatch.Channels.Email;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Benchmarks.Smtp;

/// <summary>
/// The e-mail channel (reading and checking the document, composing, encoding, sending) against <c>smtp-source</c>, which sends one prepared message
/// over and over: the same number of messages of the same size over the same number of connections to the same <c>smtp-sink</c>, in turns.
/// </summary>
internal static class SmtpBenchmark
{
    public static async Task<int> RunAsync(SmtpOptions options)
    {
        var shipments = new SmtpShipments(options.DocumentBytes);
        var messageBytes = await MeasureMessageAsync(shipments);
        await using var sink = await SmtpSink.StartAsync();
        await using var services = Build(email =>
        {
            (email.Host, email.Port, email.Security) = ("127.0.0.1", sink.Port, EmailSecurity.None);
            email.MaxConnections = options.ConnectionCount;
            email.MessagesPerConnection = 100_000;    // smtp-source keeps its connections too
        });
        var channel = services.GetServices<IDispatchChannel>().Single();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores; {options.RepeatCount} rounds in turns after a warm-up of {options.MessageCount:N0} messages; {options.MessageCount:N0} messages of {messageBytes:N0} bytes over {options.ConnectionCount} connections; medians, lowest to highest"));

        List<double> source = [], ours = [], cpu = [], others = [];
        var next = 0;
        for (var round = 0; round <= options.RepeatCount; round++)
        {
            source.Add(options.MessageCount / await TimeAsync(() => sink.SendFromSourceAsync(options.MessageCount, options.ConnectionCount, messageBytes)));
            var (cpuBefore, sinkBefore, machineBefore) = (CpuClock.OfThisProcess(), CpuClock.OfFamily(sink.ProcessId), CpuClock.OfMachine());
            var seconds = await TimeAsync(() => SendAsync(channel, shipments, options, next));
            next += options.MessageCount;
            ours.Add(options.MessageCount / seconds);
            var (mine, sinks) = (CpuClock.OfThisProcess() - cpuBefore, CpuClock.OfFamily(sink.ProcessId) - sinkBefore);
            cpu.Add(mine * 1000 / options.MessageCount);
            others.Add((CpuClock.OfMachine() - machineBefore - mine - sinks) / seconds);
        }

        foreach (var values in new[] { source, ours, cpu, others })
            values.RemoveAt(0);
        Console.WriteLine($"smtp-source -d: {Shown(source, "N0")} messages/s");
        Console.WriteLine($"Dispatch.Orleans: {Shown(ours, "N0")} messages/s; {Shown(cpu, "F3")} ms of CPU per message");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio {Median(ours) / Median(source):F2}; others had {Median(others):F2} cores busy"));
        return 0;
    }

    private static async Task SendAsync(IDispatchChannel channel, SmtpShipments shipments, SmtpOptions options, int first)
    {
        var sent = 0;
        await Task.WhenAll(Enumerable.Range(0, options.ConnectionCount).Select(_ => Task.Run(async () =>
        {
            for (int number; (number = Interlocked.Increment(ref sent)) <= options.MessageCount;)
            {
                var outcome = await channel.SendAsync(shipments.Create(first + number), shipments, CancellationToken.None);
                if (outcome is not AttemptOutcome.Delivered)
                    throw new InvalidOperationException($"A message ended {outcome.Kind}: {outcome.FailureReason}.");
            }
        })));
    }

    /// <summary>How large a message is, written into a folder.</summary>
    private static async Task<long> MeasureMessageAsync(SmtpShipments shipments)
    {
        var folder = Directory.CreateTempSubdirectory("dispatch-benchmark-");
        try
        {
            await using var services = Build(email => email.PickupFolder = folder.FullName);
            await services.GetServices<IDispatchChannel>().Single().SendAsync(shipments.Create(1), shipments, CancellationToken.None);
            return folder.EnumerateFiles("*.eml").Single().Length;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ServiceProvider Build(Action<EmailOptions> configure) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
        .AddLogging()
        .AddEmailChannel(configure)
        .BuildServiceProvider();

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        await work();
        return clock.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Shown(List<double> values, string format) => string.Create(
        CultureInfo.InvariantCulture, $"{Median(values).ToString(format, CultureInfo.InvariantCulture)} ({values.Min().ToString(format, CultureInfo.InvariantCulture)} to {values.Max().ToString(format, CultureInfo.InvariantCulture)})");
}
