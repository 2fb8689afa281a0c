using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Output;

namespace Dispatch.Cli.Subscriptions;

/// <summary>Shows a subscription to a person.</summary>
internal static class SubscriptionPage
{
    /// <summary>Prints it: facts, then locations, then addresses that need care, then definitions.</summary>
    public static void Print(Terminal terminal, Subscription subscription, IReadOnlyList<AddressCare> care)
    {
        terminal.WriteFacts(
            ("Subscription", subscription.Number),
            ("Biller", subscription.Biller),
            ("Contract", subscription.Contract),
            ("Language", subscription.Language is { } language ? Words<Language>.Of(language) : "the biller's"),
            ("Contracting party", Describe(subscription.ContractingParty)),
            ("Distribution address", subscription.DistributionAddress is { } party ? Describe(party) : null),
            ("Tariff", subscription.Tariff),
            ("Envelope", subscription.ShareEnvelope ? "may be shared by several invoices to the same address" : null),
            ("Held", subscription.Hold is { } hold ? $"{hold.Reason} (by {hold.By}, {Texts.Of(hold.At)})" : null));

        var locations = terminal.NewTable("Belongs to", "Kind", "Usage", "Value", "Label");
        AddLocations(locations, "contracting party", subscription.ContractingParty.CommunicationLocations);
        AddLocations(locations, "distribution address", subscription.DistributionAddress?.CommunicationLocations ?? []);
        AddLocations(locations, "customer", subscription.CommunicationLocations);
        terminal.WriteTable(locations, "No communication locations.");
        foreach (var address in care)
            terminal.WriteLine($"Needs care: {address.Email ?? $"{address.Name}, {Texts.Of(address.Address!)}"}: {Describe(address)}. Change the address.");
        PrintDefinitions(terminal, subscription.Definitions);
    }

    /// <summary>Prints definitions.</summary>
    public static void PrintDefinitions(Terminal terminal, IReadOnlyList<DispatchDefinition> definitions)
    {
        var table = terminal.NewTable("Id", "Domain", "Kind", "Recipient", "Printer", "Language", "Format", "Valid from", "Valid until", "Order", "Fallback", "Postage", "Enclosures");
        foreach (var definition in definitions)
        {
            table.AddTextRow(
                definition.Id,
                Words<DispatchDomain>.Of(definition.Domain),
                Words<DispatchKind>.Of(definition.Kind),
                Texts.Of(definition.Recipient),
                definition.Printer,
                definition.Language is { } language ? Words<Language>.Of(language) : null,
                definition.Format is { } format ? Words<EmailFormat>.Of(format) : null,
                Texts.Of(definition.ValidFrom),
                Texts.Of(definition.ValidUntil),
                definition.Order == 0 ? null : definition.Order.ToString(System.Globalization.CultureInfo.InvariantCulture),
                definition.Fallback,
                definition.Postage is { } postage ? Words<Postage>.Of(postage) : null,
                string.Join(", ", definition.Enclosures));
        }

        terminal.WriteTable(table, "No definitions: invoices go by post to the contracting party.");
    }

    private static string Describe(AddressCare address) =>
        $"{(address.IsHard ? "does not work" : address.Email is null ? "a letter came back" : "did not take the last e-mail")} ({$"{(address.Reason is { } reason ? Words<ReasonCode>.Of(reason) : "")} {address.ProtocolCode}".Trim()}) since {Texts.Of(address.At)}, found by {address.Dispatch}";

    private static string Describe(Party party) => party.Address is { } address ? $"{party.Name}, {Texts.Of(address)}" : party.Name;

    private static void AddLocations(Spectre.Console.Table table, string owner, IReadOnlyList<CommunicationLocation> locations)
    {
        foreach (var location in locations)
            table.AddTextRow(owner, Words<LocationKind>.Of(location.Kind), Words<LocationUsage>.Of(location.Usage), location.Value, location.Label);
    }
}
