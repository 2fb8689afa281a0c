using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Grains.Finalization;

namespace Dispatch.Grains.Subscriptions;

/// <summary>What a subscription must satisfy before it is stored, and what it is warned of. Pure.</summary>
internal static class SubscriptionRules
{
    /// <summary>All that is wrong with a subscription whose definitions have their ids.</summary>
    public static List<Problem> Check(Subscription subscription)
    {
        var errors = new List<Problem>();
        if (!BusinessNumber.IsValid(subscription.Number))
            errors.Add(new Problem("number_invalid", "number", Text.Shorten(subscription.Number ?? ""), "The subscription's number has a form that cannot be used.", $"Use {BusinessNumber.Rule}."));
        if (subscription.Contract.Length > 0 && !BusinessNumber.IsValid(subscription.Contract))
            errors.Add(new Problem("number_invalid", "contract", Text.Shorten(subscription.Contract), "The contract's number has a form that cannot be used.", $"Use {BusinessNumber.Rule}."));

        CheckParty(errors, "contractingParty", subscription.ContractingParty);
        if (subscription.DistributionAddress is { } distribution)
            CheckParty(errors, "distributionAddress", distribution);
        CheckLocations(errors, "communicationLocations", subscription.CommunicationLocations);
        Text.Check(errors, "tariff", subscription.Tariff);
        CheckDefinitions(errors, subscription);
        return errors;
    }

    /// <summary>What will stop a finalization: a definition without recipient, a channel that is not set up, an enclosure that the biller does not have.</summary>
    public static List<string> Warn(Subscription subscription, Biller? biller, ChannelDirectory channels)
    {
        var warnings = new List<string>();
        foreach (var definition in subscription.Definitions)
        {
            if (definition.Domain != DispatchDomain.Invoice)
                warnings.Add($"Definition '{definition.Id}': only the domain invoice is finalized so far; it is stored and listed.");
            if (definition.Kind != DispatchKind.Post && channels.FindOnly(definition.Kind) is null)
                warnings.Add($"Definition '{definition.Id}': the channel {Words.Of(definition.Kind)} is not available; invoices are refused while it is valid.");
            if (definition.Kind == DispatchKind.Post && definition.Printer is { } printer && channels.Find(DispatchKind.Post, printer) is null)
                warnings.Add($"Definition '{definition.Id}': there is no printer '{printer}'; known are {string.Join(", ", channels.Printers)}.");
            if (definition.Recipient.Role is { } role && MissingRecipient(subscription, definition, role) is { } missing)
                warnings.Add($"Definition '{definition.Id}': {missing}; invoices are refused until it is completed.");
            if (biller is not null)
            {
                warnings.AddRange(definition.Enclosures.Except(EnclosureRules.IdsOf(biller), StringComparer.Ordinal).Select(id =>
                    $"Definition '{definition.Id}': the biller has no enclosure '{id}'; invoices are refused until it is imported."));
            }
        }

        return warnings;
    }

    private static string? MissingRecipient(Subscription subscription, DispatchDefinition definition, PartyRole role)
    {
        var party = Recipients.PartyOf(subscription, role);
        if (party is null)
            return $"the subscription has no {Words.Of(role)}";
        return definition.Kind switch
        {
            DispatchKind.Post when party.Address is null => $"the {Words.Of(role)} has no postal address",
            DispatchKind.Email when Recipients.EmailOf(party, definition.Recipient.Address) is null => $"the {Words.Of(role)} has no e-mail location",
            _ => null,
        };
    }

    private static void CheckParty(List<Problem> errors, string field, Party party)
    {
        Text.Check(errors, $"{field}.name", party.Name, isRequired: true);
        if (party.Address is { } address)
            Text.CheckAddress(errors, $"{field}.address", address);
        CheckLocations(errors, $"{field}.communicationLocations", party.CommunicationLocations);
    }

    private static void CheckLocations(List<Problem> errors, string field, IReadOnlyList<CommunicationLocation> locations)
    {
        for (var i = 0; i < locations.Count; i++)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{field}[{i}]");
            if (locations[i].Kind == LocationKind.Email)
                Text.CheckEmail(errors, $"{at}.value", locations[i].Value);
            else
                Text.Check(errors, $"{at}.value", locations[i].Value, isRequired: true);
            Text.Check(errors, $"{at}.label", locations[i].Label);
        }
    }

    private static void CheckDefinitions(List<Problem> errors, Subscription subscription)
    {
        var definitions = subscription.Definitions;
        for (var i = 0; i < definitions.Count; i++)
        {
            var definition = definitions[i];
            var at = string.Create(CultureInfo.InvariantCulture, $"definitions[{i}]");
            if (!Identifier.IsValid(definition.Id) || definition.Id == DispatchPlanner.DefaultDefinition)
                errors.Add(new Problem("id_invalid", $"{at}.id", Text.Shorten(definition.Id), "The definition's id has a form that cannot be used.", $"Use {Identifier.Rule}; 'default' is taken by the default rule."));
            if (definitions.Take(i).Any(other => other.Id == definition.Id))
                errors.Add(new Problem("definition_duplicate", $"{at}.id", Text.Shorten(definition.Id), "Two definitions have the same id.", "Give each its own id, or leave the ids out."));
            if (definitions.Take(i).FirstOrDefault(other => IsSame(other, definition)) is { } twin)
                errors.Add(new Problem("definition_duplicate", at, Text.Shorten(definition.Id), $"The definition says the same as '{twin.Id}'.", "Remove one of the two."));
            if (definition.ValidUntil < definition.ValidFrom)
                errors.Add(new Problem("validity_invalid", $"{at}.validUntil", $"{definition.ValidUntil:yyyy-MM-dd}", "The validity ends before it begins.", "Set validUntil to validFrom or later, or leave one out."));
            if (definition.Printer is { } printer && (definition.Kind != DispatchKind.Post || !PrinterName.IsValid(printer)))
                errors.Add(new Problem("printer_invalid", $"{at}.printer", Text.Shorten(printer), "A printer is for the kind post, and its name has a certain form.", $"Remove it, or use {PrinterName.Rule}."));
            CheckLetter(errors, at, definition);
            if (definition.Format is { } format && (definition.Kind != DispatchKind.Email || !Enum.IsDefined(format)))
                errors.Add(new Problem("format_invalid", $"{at}.format", $"{format}", "A format is for the kind email, and one of two.", "Remove it, or use pdf or facturX."));
            CheckRecipient(errors, $"{at}.recipient", definition, subscription);
            CheckFallback(errors, $"{at}.fallback", definition, definitions);
        }
    }

    private static void CheckLetter(List<Problem> errors, string at, DispatchDefinition definition)
    {
        if (definition.Postage is { } postage && (definition.Kind != DispatchKind.Post || !Enum.IsDefined(postage)))
            errors.Add(new Problem("postage_invalid", $"{at}.postage", Words.Of(postage), "Postage is for the kind post, and it is A, B or registered.", "Remove it, or use the kind post."));
        if (definition.Enclosures.Count > 0 && definition.Kind != DispatchKind.Post)
            errors.Add(new Problem("enclosure_invalid", $"{at}.enclosures", Text.Shorten(definition.Enclosures[0] ?? ""), "Enclosures are for the kind post.", "Remove them, or use the kind post."));
        if (definition.Enclosures.Count > DispatchDefinition.MaxEnclosureCount)
            errors.Add(new Problem("enclosure_invalid", $"{at}.enclosures", $"{definition.Enclosures.Count} ids", "The definition names too many enclosures.", $"Name at most {DispatchDefinition.MaxEnclosureCount}."));
        for (var i = 0; i < definition.Enclosures.Count; i++)
        {
            if (!Identifier.IsValid(definition.Enclosures[i]) || definition.Enclosures.Take(i).Contains(definition.Enclosures[i]))
                errors.Add(new Problem("enclosure_invalid", $"{at}.enclosures", Text.Shorten(definition.Enclosures[i] ?? ""), "It is no enclosure's id, or stands there twice.", $"Use {Identifier.Rule}, each once."));
        }
    }

    private static void CheckRecipient(List<Problem> errors, string at, DispatchDefinition definition, Subscription subscription)
    {
        var recipient = definition.Recipient;
        if (recipient.Role is null == recipient.Individual is null)
        {
            errors.Add(new Problem("recipient_invalid", at, "", "A recipient is a role or an individual address, exactly one of the two.", "Name role (contractingParty or distributionAddress) or individual."));
            return;
        }

        if (recipient.Individual is { } individual)
        {
            var candidates = Recipients.Candidates(subscription).Select(location => location.Value).ToList();
            if (definition.Kind != DispatchKind.Email)
                errors.Add(new Problem("recipient_invalid", $"{at}.individual", Text.Shorten(individual), "An individual recipient is an e-mail address, so the kind must be email.", "Use kind email, or name a role."));
            else if (!candidates.Exists(candidate => Recipients.IsSameAddress(candidate, individual)))
                errors.Add(new Problem(
                    "individual_invalid", $"{at}.individual", Text.Shorten(individual),
                    "An individual address must be an e-mail location of usage private that neither role uses.",
                    candidates.Count == 0 ? "Add such a communication location first." : $"Use one of: {string.Join(", ", candidates)}."));
        }

        if (recipient.Address is { } address)
        {
            var party = recipient.Role is { } role ? Recipients.PartyOf(subscription, role) : null;
            if (definition.Kind != DispatchKind.Email || party is null || Recipients.EmailOf(party, address) is null)
                errors.Add(new Problem("recipient_invalid", $"{at}.address", Text.Shorten(address), "The address is no e-mail location of the role.", "Choose one of that role's e-mail locations, or leave it out for the first."));
        }
    }

    private static void CheckFallback(List<Problem> errors, string at, DispatchDefinition definition, IReadOnlyList<DispatchDefinition> definitions)
    {
        if (definition.Fallback is not { } fallback)
            return;

        var target = definitions.FirstOrDefault(other => other.Id == fallback);
        if (target is null || target.Domain != definition.Domain)
        {
            errors.Add(new Problem("fallback_unknown", at, Text.Shorten(fallback), "The fallback is no definition of this subscription and domain.", "Name the id of another definition of the same domain."));
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var next = definition; next?.Fallback is not null; next = definitions.FirstOrDefault(other => other.Id == next.Fallback))
        {
            if (seen.Add(next.Id))
                continue;
            errors.Add(new Problem("fallback_cycle", at, Text.Shorten(fallback), "The fallbacks lead back to where they started.", "Let the last definition of the chain have no fallback."));
            return;
        }
    }

    private static bool IsSame(DispatchDefinition left, DispatchDefinition right) =>
        (left with { Id = "", Version = 0, Order = 0 }).SaysTheSameAs(right with { Id = "", Version = 0, Order = 0 });
}
