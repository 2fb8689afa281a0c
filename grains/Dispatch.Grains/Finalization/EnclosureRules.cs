using System.Globalization;
using Dispatch.Abstractions;

namespace Dispatch.Grains.Finalization;

/// <summary>Which of a biller's enclosures go with a letter. Pure.</summary>
internal static class EnclosureRules
{
    /// <summary>Whether an enclosure counts for an invoice of a date (BT-2) and tariff.</summary>
    public static bool Fits(BillerEnclosure enclosure, DateOnly issueDate, string? tariff) =>
        !(issueDate < enclosure.From) && !(issueDate > enclosure.Until) && (enclosure.Tariff is null || enclosure.Tariff == tariff);

    /// <summary>The answer to an id that the biller does not have.</summary>
    public static Problem Unknown(DispatchDefinition definition, Subscription subscription, Biller biller, string id) => new(
        "enclosure_unknown", "enclosures", id,
        $"The definition '{definition.Id}' of subscription {subscription.Number} encloses '{id}', and the biller {biller.Id} has no such enclosure.",
        $"{(biller.Enclosures.Count == 0 ? "The biller has none" : $"Known are {string.Join(", ", IdsOf(biller))}")}; import the biller with it, or change the definition.");

    /// <summary>What the answer says where the biller has the enclosure, but not for this day and tariff.</summary>
    public static string NoneFits(DispatchDefinition definition, Subscription subscription, string id, DateOnly issueDate) => string.Create(
        CultureInfo.InvariantCulture,
        $"Definition '{definition.Id}': no enclosure '{id}' is valid on {issueDate:yyyy-MM-dd} for {(subscription.Tariff is { } tariff ? $"the tariff '{tariff}'" : "a subscription without tariff")}: nothing is enclosed.");

    /// <summary>The ids of a biller's enclosures, each once.</summary>
    public static IEnumerable<string> IdsOf(Biller biller) => biller.Enclosures.Select(enclosure => enclosure.Id).Distinct(StringComparer.Ordinal);
}
