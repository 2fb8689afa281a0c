using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.XPath;

namespace Dispatch.Tests.Cli.Demo;

/// <summary>The rules by which definitions become dispatches, as docs/cli.md states them, applied to the written files.</summary>
internal sealed class SampleDispatchRules(IReadOnlyList<JsonNode> subscriptions)
{
    public int Emails { get; private set; }

    public int Letters { get; private set; }

    public int Standby { get; private set; }

    public int Merged { get; private set; }

    public int DefaultRule { get; private set; }

    public HashSet<string> MailedAddresses { get; } = [];

    public void Finalize(XPathNavigator invoice)
    {
        var subscription = SubscriptionOf(invoice);
        var day = DateOnly.Parse(invoice.Text("/*/cbc:IssueDate")!, CultureInfo.InvariantCulture);
        var valid = subscription["definitions"]!.AsArray().Where(definition => IsValid(definition!, day)).Select(definition => definition!).ToArray();
        var fallbacks = valid.Select(definition => (string?)definition["fallback"]).OfType<string>().ToHashSet();
        var served = valid.Where(definition => !fallbacks.Contains((string?)definition["id"] ?? "")).ToArray();
        if (valid.Length == 0)
        {
            DefaultRule++;
            Letters++;
            return;
        }

        var recipients = served.Select(definition => (Kind: (string)definition["kind"]!, Recipient: Resolve(subscription, definition))).ToArray();
        var dispatches = recipients.Distinct().ToArray();
        Emails += dispatches.Count(dispatch => dispatch.Kind == "email");
        Letters += dispatches.Count(dispatch => dispatch.Kind == "post");
        Merged += recipients.Length - dispatches.Length;
        Standby += fallbacks.Count;
        MailedAddresses.UnionWith(dispatches.Where(dispatch => dispatch.Kind == "email").Select(dispatch => dispatch.Recipient));
    }

    /// <summary>The one subscription that BT-10 or BT-12 names by its number or contract.</summary>
    public JsonNode SubscriptionOf(XPathNavigator invoice)
    {
        var reference = invoice.Text("/*/cac:ContractDocumentReference/cbc:ID") ?? invoice.Text("/*/cbc:BuyerReference");
        return subscriptions.Single(line => reference == (string)line["number"]! || reference == (string)line["contract"]!);
    }

    private static bool IsValid(JsonNode definition, DateOnly day) =>
        (string)definition["domain"]! == "invoice"
        && (definition["validFrom"] is not { } from || DateOnly.Parse((string)from!, CultureInfo.InvariantCulture) <= day)
        && (definition["validUntil"] is not { } until || DateOnly.Parse((string)until!, CultureInfo.InvariantCulture) >= day);

    private static string Resolve(JsonNode subscription, JsonNode definition)
    {
        var recipient = definition["recipient"]!;
        if ((string?)recipient["individual"] is { } individual)
            return individual;
        var party = subscription[(string)recipient["role"]!]!;
        if ((string)definition["kind"]! == "post")
            return $"{party["name"]} {party["address"]!.ToJsonString()}";
        var emails = party["communicationLocations"]!.AsArray()
            .Where(location => (string)location!["kind"]! == "email")
            .OrderBy(location => (string)location!["usage"]! == "business" ? 0 : 1)
            .Select(location => (string)location!["value"]!)
            .ToArray();
        return (string?)recipient["address"] is { } chosen ? emails.Single(email => email == chosen) : emails[0];
    }
}
