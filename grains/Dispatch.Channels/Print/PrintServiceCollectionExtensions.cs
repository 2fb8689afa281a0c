using Dispatch.Channels.Print.Servers;
using Dispatch.Channels.Print.Spool;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Dispatch.Channels.Print;

/// <summary>Registers the print channel.</summary>
public static class PrintServiceCollectionExtensions
{
    /// <summary>Registers the print channel with the printers of the section <c>Print</c>. Calling it again only adds <paramref name="configure"/>.</summary>
    public static IServiceCollection AddPrintChannel(this IServiceCollection services, Action<PrintOptions>? configure = null)
    {
        var options = services.AddOptions<PrintOptions>().BindConfiguration(PrintOptions.Section).ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PrintOptions>, PrintOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PrintOptions>, PrintOptionsRules>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PrintChannel>();
        services.TryAddSingleton<IPrintBatchChannel>(provider => provider.GetRequiredService<PrintChannel>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDispatchChannel, PrintChannel>(provider => provider.GetRequiredService<PrintChannel>()));
        services.AddHostedService<PrintServerWatcher>();
        return services;
    }

    /// <summary>Makes the spool folders at the start, before what is registered later starts; for a host that prints.</summary>
    public static IServiceCollection AddSpoolFolders(this IServiceCollection services) => services.AddHostedService<SpoolFolders>();
}
