using System.CommandLine;
using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Errors;

namespace Dispatch.Cli.Definitions;

/// <summary>The options of <c>definition add</c> and <c>definition change</c>.</summary>
internal sealed class DefinitionOptions
{
    private readonly Option<DispatchDomain?> _domain = CliOptions.OneOf<DispatchDomain>("--domain", "What kind of document it is for. Only invoices are finalized so far. Default: invoice.");
    private readonly Option<DispatchKind?> _kind = CliOptions.OneOf<DispatchKind>("--kind", "How it goes out.");
    private readonly Option<PartyRole?> _role = CliOptions.OneOf<PartyRole>("--role", "To whom: the party in this role.");
    private readonly Option<string?> _individual = CliOptions.Text("--individual", "ADDRESS", "To whom: an individual address, one of 'definition candidates'.");
    private readonly Option<string?> _address = CliOptions.Text("--address", "ADDRESS", "With --role: another of that role's e-mail addresses than its first.");
    private readonly Option<string?> _printer = CliOptions.Text("--printer", "NAME", "The printer of a letter.");
    private readonly Option<string?> _language = CliOptions.Text("--language", string.Join('|', Words<Language>.All), "The language, where it is not the subscription's.");
    private readonly Option<string?> _format = CliOptions.Text("--format", string.Join('|', Words<EmailFormat>.All), "What an e-mail carries, where it is not what the biller's e-mails carry.");
    private readonly Option<string?> _validFrom = CliOptions.Text("--valid-from", "DATE", "The first invoice date for which it counts (2026-01-31).");
    private readonly Option<string?> _validUntil = CliOptions.Text("--valid-until", "DATE", "The last invoice date for which it counts.");
    private readonly Option<int?> _order = CliOptions.Count("--order", "N", "Definitions are taken in this order.", 1_000_000);
    private readonly Option<string?> _fallback = CliOptions.Text("--fallback", "ID", "The definition that takes over when this one is refused or comes back.");

    private readonly Option<string?> _postage = CliOptions.Text("--postage", string.Join('|', Words<Postage>.All), "How a letter is franked. Default: as is usual at the printer.");
    private readonly Option<string[]?> _enclosures = CliOptions.Texts("--enclosures", "ID", "The biller's enclosures that are put into a letter's envelope, several ids one after the other.");

    public IEnumerable<Option> All => [_domain, _kind, _role, _individual, _address, _printer, _language, _format, _validFrom, _validUntil, _order, _fallback, _postage, _enclosures];

    /// <summary>A new definition.</summary>
    /// <exception cref="CommandException">The options do not make one.</exception>
    public DispatchDefinition Create(CommandContext context, string id)
    {
        if (context.Get(_kind) is not { } kind)
            throw CommandException.Usage("It is missing.", "--kind", mend: $"Use one of {Words<DispatchKind>.List}.");
        if (context.Get(_role) is null && context.Get(_individual) is null)
            throw CommandException.Usage("It is not said to whom.", "--role", mend: $"Give --role ({Words<PartyRole>.List}) or --individual ADDRESS.");
        return Apply(context, new DispatchDefinition { Id = id, Domain = DispatchDomain.Invoice, Kind = kind, Recipient = new DefinitionRecipient() });
    }

    /// <summary>A definition with what the options say; an empty text takes a value away.</summary>
    /// <exception cref="CommandException">An option's value is wrong.</exception>
    public DispatchDefinition Apply(CommandContext context, DispatchDefinition definition) => definition with
    {
        Domain = context.Get(_domain) ?? definition.Domain,
        Kind = context.Get(_kind) ?? definition.Kind,
        Recipient = Recipient(context, definition.Recipient),
        Printer = Changed(context.Get(_printer), definition.Printer),
        Language = context.Get(_language) is { } language ? ParseWord<Language>("--language", language) : definition.Language,
        Format = context.Get(_format) is { } format ? ParseWord<EmailFormat>("--format", format) : definition.Format,
        ValidFrom = context.Get(_validFrom) is { } from ? ParseDate("--valid-from", from) : definition.ValidFrom,
        ValidUntil = context.Get(_validUntil) is { } until ? ParseDate("--valid-until", until) : definition.ValidUntil,
        Order = context.Get(_order) ?? definition.Order,
        Fallback = Changed(context.Get(_fallback), definition.Fallback),
        Postage = context.Get(_postage) is { } postage ? ParseWord<Postage>("--postage", postage) : definition.Postage,
        Enclosures = context.Get(_enclosures) is { Length: > 0 } enclosures ? [.. enclosures.Where(id => id.Length > 0)] : definition.Enclosures,
    };

    private DefinitionRecipient Recipient(CommandContext context, DefinitionRecipient recipient)
    {
        var (role, individual, address) = (context.Get(_role), context.Get(_individual), context.Get(_address));
        if (individual is not null && (role is not null || address is not null))
            throw CommandException.Usage("A recipient is a role or an individual address, not both.", "--individual", individual, "Leave out --role and --address, or --individual.");
        if (individual is not null)
            return new DefinitionRecipient { Individual = individual };
        if (role is not null)
            return new DefinitionRecipient { Role = role, Address = Changed(address, null) };
        return address is null ? recipient : recipient with { Address = Changed(address, null) };
    }

    private static string? Changed(string? given, string? before) => given switch
    {
        null => before,
        "" => null,
        _ => given,
    };

    private static T? ParseWord<T>(string option, string text)
        where T : struct, Enum
    {
        if (text.Length == 0)
            return null;
        return Words<T>.TryParse(text, out var value)
            ? value
            : throw CommandException.Usage("It is not known.", option, text, $"Use one of {Words<T>.List}.");
    }

    private static DateOnly? ParseDate(string option, string text)
    {
        if (text.Length == 0)
            return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw CommandException.Usage("It is no date.", option, text, "Write it as 2026-12-31.");
    }
}
