using Dispatch.Channels.Email;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dispatch.Silo.Hosting;

/// <summary>Reads how e-mail leaves without starting an engine.</summary>
public static class EmailSettings
{
    /// <summary>The checked options.</summary>
    /// <exception cref="ConfigurationException">A setting is wrong.</exception>
    public static EmailOptions Read(HostSettings settings)
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
