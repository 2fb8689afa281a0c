using System.Runtime.InteropServices;
using Dispatch.Channels.Email;
using Dispatch.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Dispatch.CrashHost.Chaos;

/// <summary>
/// A silo as <c>Dispatch.Silo</c> is one, except that attempts to send e-mail may take only seconds: an attempt whose silo died is
/// resolved when it can be over for certain, and the shortest end of data that the product allows would make that two minutes.
/// </summary>
internal static class ChaosSilo
{
    private static readonly TimeSpan _connectTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _commandTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _endOfDataTimeout = TimeSpan.FromSeconds(3);

    /// <summary>Runs until it is asked to terminate, or whoever started it is gone and with it the other end of the input.</summary>
    public static async Task RunAsync(string folder, TextReader input, TextWriter output)
    {
        using var stopping = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            stopping.Cancel();
        });
        _ = EndWithAsync(input);

        await using var host = await DispatchHost.StartAsync(new HostSettings { DataFolder = folder, LogsAsServer = true }, Configure, stopping.Token);
        await output.WriteLineAsync(CrashReport.Ready);
        await output.FlushAsync();
        await host.WaitForShutdownAsync(stopping.Token);
    }

    private static async Task EndWithAsync(TextReader input)
    {
        await Task.Yield();
        await input.ReadToEndAsync();
        Environment.Exit(1);
    }

    private static void Configure(IServiceCollection services)
    {
        services.RemoveAll<IValidateOptions<EmailOptions>>();
        services.PostConfigure<EmailOptions>(options =>
        {
            options.ConnectTimeout = _connectTimeout;
            options.CommandTimeout = _commandTimeout;
            options.EndOfDataTimeout = _endOfDataTimeout;
        });
    }
}
