using System.Runtime.CompilerServices;
using Dispatch.Channels;
using Dispatch.Channels.Email;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dispatch.Silo.Hosting;

/// <summary>Tries the configured relays without starting an engine.</summary>
public static class EmailTest
{
    /// <summary>Sends a small message over each relay as the engine would.</summary>
    /// <param name="settings">The data folder and configuration, as for the engine.</param>
    /// <param name="sender">The sender's bare address.</param>
    /// <param name="recipient">The recipient's bare address.</param>
    /// <param name="cancellationToken">Ends it before the point of no return.</param>
    /// <returns>A result for each relay; none if e-mail is written to a folder.</returns>
    /// <exception cref="ConfigurationException">A setting is wrong.</exception>
    /// <exception cref="FormatException">An address is none.</exception>
    public static async IAsyncEnumerable<EmailTestResult> RunAsync(
        HostSettings settings, string sender, string recipient, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var options = ReadOptions(settings);
        await foreach (var (relay, outcome, dialogue) in RelayTest.RunAsync(options, sender, recipient, cancellationToken))
        {
            var code = outcome switch
            {
                AttemptOutcome.Deferred deferred => deferred.ProtocolCode,
                AttemptOutcome.Refused refused => refused.ProtocolCode,
                _ => null,
            };
            yield return new EmailTestResult(relay, outcome.Kind, outcome.FailureReason, code, (outcome as AttemptOutcome.Delivered)?.Proof.Value, dialogue);
        }
    }

    private static EmailOptions ReadOptions(HostSettings settings)
    {
        try
        {
            using var services = new ServiceCollection().AddLogging().AddSingleton(EngineBuilder.ReadConfiguration(settings)).AddEmailChannel().BuildServiceProvider();
            return services.GetRequiredService<IOptions<EmailOptions>>().Value;
        }
        catch (Exception e) when (WrongSettings.Find(e) is { } wrong)
        {
            throw wrong;
        }
        catch (Exception e) when (e is FileNotFoundException or FormatException or InvalidDataException)
        {
            throw new ConfigurationException(e.InnerException is null ? e.Message : $"{e.Message} {e.InnerException.Message}", e);
        }
    }
}
