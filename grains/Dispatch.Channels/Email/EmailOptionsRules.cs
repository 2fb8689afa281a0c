using System.Globalization;
using Microsoft.Extensions.Options;

namespace Dispatch.Channels.Email;

/// <summary>Checks what a range cannot say about <see cref="EmailOptions"/>: values that depend on each other, and files.</summary>
internal sealed class EmailOptionsRules : IValidateOptions<EmailOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, EmailOptions options)
    {
        var errors = FindErrors(options).Concat(options.Retry.FindErrors(EmailOptions.Section)).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> FindErrors(EmailOptions options)
    {
        if (!Enum.IsDefined(options.OnUnknown))
            yield return $"Email:OnUnknown is {options.OnUnknown}; use Resend or Hold.";

        foreach (var (domain, limit) in options.Domains)
        {
            if (limit.MessagesPerMinute is < 1 or > RelayRules.MaxMessagesPerMinute)
                yield return string.Create(CultureInfo.InvariantCulture, $"Email:Domains:{domain}:MessagesPerMinute is {limit.MessagesPerMinute}; use 1 to {RelayRules.MaxMessagesPerMinute}.");
        }

        if (options.Host.Length > 0 && options.Relays.Count > 0)
            yield return $"Email:Host is '{options.Host}' beside Email:Relays; use one of them (the only relay can be the first of several).";
        if (!options.HasRelay && string.IsNullOrWhiteSpace(options.PickupFolder))
            yield return "Email:PickupFolder is empty; name a folder, or a relay with Email:Host.";

        var relays = options.Relays.Select(relay => RelayRules.FindErrors($"{EmailOptions.Section}:Relays:{relay.Key}", relay.Value))
            .Prepend(RelayRules.FindErrors(EmailOptions.Section, options, isNeeded: false));
        foreach (var error in relays.SelectMany(errors => errors))
            yield return error;
        foreach (var (name, _) in options.Relays)
        {
            if (!RelayRules.IsName(name))
                yield return $"Email:Relays:{name} is no relay name; use 1 to 32 of the characters A-Z, a-z, 0-9, dot, hyphen and underscore.";
        }
    }
}
