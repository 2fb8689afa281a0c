using Dispatch.Abstractions;
using Dispatch.Cli.Import;

namespace Dispatch.Cli.Subscriptions;

/// <summary>Reads a subscription from its line.</summary>
internal static class SubscriptionReader
{
    /// <summary>Reads it.</summary>
    /// <param name="line">The line.</param>
    /// <param name="biller">The biller of lines that name none.</param>
    public static Subscription Read(StrictObject line, string? biller)
    {
        line.Skip("addressCare");
        return ReadParts(line, biller);
    }

    private static Subscription ReadParts(StrictObject line, string? biller) => new()
    {
        Number = line.RequiredText("number"),
        Biller = line.Text("biller") ?? biller ?? "",
        Contract = line.Text("contract") ?? "",
        Language = line.Word<Language>("language"),
        ContractingParty = line.RequiredObject("contractingParty", Party)!,
        DistributionAddress = line.Object("distributionAddress", Party),
        CommunicationLocations = line.Objects("communicationLocations", Location),
        Definitions = line.Objects("definitions", Definition),

        // What 'show --json' says can be imported again; the engine keeps its own.
        Hold = line.Object("hold", Hold),
        ShareEnvelope = line.Flag("shareEnvelope"),
        Tariff = line.Text("tariff"),
    };

    private static Pause Hold(StrictObject hold)
    {
        hold.Text("at");
        return new Pause(hold.Text("reason") ?? "", hold.Text("by") ?? "", default);
    }

    private static Party Party(StrictObject party) => new()
    {
        Name = party.RequiredText("name"),
        Address = party.Object("address", Addresses.Read),
        CommunicationLocations = party.Objects("communicationLocations", Location),
    };

    private static CommunicationLocation Location(StrictObject location) => new()
    {
        Kind = location.RequiredWord<LocationKind>("kind"),
        Usage = location.RequiredWord<LocationUsage>("usage"),
        Value = location.RequiredText("value"),
        Label = location.Text("label"),
    };

    private static DispatchDefinition Definition(StrictObject definition) => new()
    {
        Id = definition.Text("id") ?? "",
        Domain = definition.RequiredWord<DispatchDomain>("domain"),
        Kind = definition.RequiredWord<DispatchKind>("kind"),
        Recipient = definition.RequiredObject("recipient", Recipient)!,
        Printer = definition.Text("printer"),
        Language = definition.Word<Language>("language"),
        Format = definition.Word<EmailFormat>("format"),
        ValidFrom = definition.Date("validFrom"),
        ValidUntil = definition.Date("validUntil"),
        Order = definition.Number("order"),
        Fallback = definition.Text("fallback"),
        Postage = definition.Word<Postage>("postage"),
        Enclosures = definition.Texts("enclosures"),
    };

    private static DefinitionRecipient Recipient(StrictObject recipient)
    {
        var read = new DefinitionRecipient
        {
            Role = recipient.Word<PartyRole>("role"),
            Address = recipient.Text("address"),
            Individual = recipient.Text("individual"),
        };
        if (read is { Role: not null, Individual: not null })
            recipient.Refuse("individual", read.Individual, "A recipient is a role or an individual address, not both.", "Remove one of the two.");
        else if (read is { Individual: not null, Address: not null })
            recipient.Refuse("address", read.Address, "Only a role's address can be chosen.", "Remove it.");
        return read;
    }
}
