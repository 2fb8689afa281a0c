using Dispatch.Channels.Email.Bounces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Dispatch.Channels.Email;

/// <summary>Registers the e-mail channel.</summary>
public static class EmailServiceCollectionExtensions
{
    /// <summary>
    /// Registers the one e-mail channel: SMTP if <c>Email:Host</c> names a relay at start, otherwise the pickup folder.
    /// Calling it again only adds <paramref name="configure"/>.
    /// </summary>
    public static IServiceCollection AddEmailChannel(this IServiceCollection services, Action<EmailOptions>? configure = null)
    {
        var options = services.AddOptions<EmailOptions>().BindConfiguration(EmailOptions.Section).ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EmailOptions>, EmailOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EmailOptions>, EmailOptionsRules>());
        services.AddOptions<BounceOptions>().BindConfiguration(BounceOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BounceOptions>, BounceOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BounceOptions>, BounceOptionsRules>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IReceiptSource, ImapReceiptSource>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDispatchChannel, EmailChannel>(Create));
        return services;
    }

    private static EmailChannel Create(IServiceProvider services) => services.GetRequiredService<IOptions<EmailOptions>>().Value.Host.Length > 0
        ? ActivatorUtilities.CreateInstance<SmtpEmailChannel>(services)
        : ActivatorUtilities.CreateInstance<PickupEmailChannel>(services);
}
