using Dispatch.Channels.Email.Bounces;
using Dispatch.Channels.Email.Dkim;
using Dispatch.Channels.Email.Templates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Dispatch.Channels.Email;

/// <summary>Registers the e-mail channel.</summary>
public static class EmailServiceCollectionExtensions
{
    /// <summary>
    /// Registers the one e-mail channel: SMTP if <c>Email:Host</c> or <c>Email:Relays</c> names a relay at start, otherwise the pickup folder.
    /// Calling it again only adds <paramref name="configure"/>.
    /// </summary>
    public static IServiceCollection AddEmailChannel(this IServiceCollection services, Action<EmailOptions>? configure = null)
    {
        var options = services.AddOptions<EmailOptions>().BindConfiguration(EmailOptions.Section).ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EmailOptions>, EmailOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EmailOptions>, EmailOptionsRules>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EmailOptions>, EmailTemplateRules>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EmailOptions>, DkimRules>());
        services.AddEmailAcceptance();
        services.AddOptions<BounceOptions>().BindConfiguration(BounceOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BounceOptions>, BounceOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BounceOptions>, BounceOptionsRules>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IReceiptSource, ImapReceiptSource>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDispatchChannel, EmailChannel>(Create));
        return services;
    }

    /// <summary>Registers the checks before an e-mail is accepted, which need no channel. May be called twice.</summary>
    public static IServiceCollection AddEmailAcceptance(this IServiceCollection services)
    {
        services.AddOptions<EmailOptions>();
        services.TryAddSingleton(provider => new EmailAcceptance(provider.GetRequiredService<IOptions<EmailOptions>>().Value));
        return services;
    }

    private static EmailChannel Create(IServiceProvider services) => services.GetRequiredService<IOptions<EmailOptions>>().Value.HasRelay
        ? ActivatorUtilities.CreateInstance<SmtpEmailChannel>(services)
        : ActivatorUtilities.CreateInstance<PickupEmailChannel>(services);
}
