using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;

namespace Dispatch.Cli.Demo;

/// <summary>
/// A municipal utility of our own making with a month of invoices. All of it is invented, and the same bytes come out each time.
/// </summary>
internal static class SampleUtility
{
    /// <summary>How many subscriptions there are: every mix in every language.</summary>
    public const int SubscriptionCount = 72;

    private const string Readme =
        """
        A sample utility for dispatchctl, made by `dispatchctl demo`. People, streets, places and accounts are invented.

        biller.jsonl         the utility
        logo.svg             its mark
        subscriptions.jsonl  72 subscriptions: each mix of dispatch definitions in German, French, Italian and English
        invoices/            October 2026 as UBL 2.1: 117 invoices and 3 credit notes

        dispatchctl biller import biller.jsonl
        dispatchctl subscription import subscriptions.jsonl
        dispatchctl run start invoices

        """;

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // names stay readable; the file is no web page
    };

    /// <summary>The languages of the customers.</summary>
    public static ImmutableArray<string> Languages { get; } = ["de", "fr", "it", "en"];

    /// <summary>BT-2 of every invoice, and the end of the period.</summary>
    public static DateOnly IssueDate { get; } = new(2026, 10, 31);

    /// <summary>The start of the period.</summary>
    public static DateOnly PeriodStart { get; } = new(2026, 10, 1);

    /// <summary>What finalizing the month makes.</summary>
    public static SampleExpectation Expected { get; } =
        new(Invoices: 120, CreditNotes: 3, Emails: 97, Letters: 51, Standby: 5, Merged: 13, DefaultRule: 13);

    /// <summary>Recipients of the month whom a demo mail server may defer once, so that a retry is seen.</summary>
    public static ImmutableArray<string> DeferredRecipients { get; } =
    [
        .. new SampleSubscriptions().Build()
            .Where(subscription => (subscription.Mix, subscription.Language) is
                (SampleMix.EmailToContractingParty, "de") or (SampleMix.EmailAndPost, "fr") or (SampleMix.OtherLanguage, "it"))
            .Select(subscription => subscription.ContractingParty.CommunicationLocations[0].Value),
    ];

    /// <summary>Writes the biller, the subscriptions and the invoices into <paramref name="folder"/>, which is made if it is missing.</summary>
    public static void WriteTo(string folder)
    {
        var subscriptions = new SampleSubscriptions().Build();
        var invoices = Directory.CreateDirectory(Path.Combine(folder, "invoices")).FullName;

        File.WriteAllText(Path.Combine(folder, "README.txt"), Readme);
        File.WriteAllText(Path.Combine(folder, "logo.svg"), SampleLogo.Svg);
        File.WriteAllText(Path.Combine(folder, "biller.jsonl"), JsonLine(SampleBiller.Seehalden));
        File.WriteAllText(Path.Combine(folder, "subscriptions.jsonl"), string.Concat(subscriptions.Select(JsonLine)));
        foreach (var invoice in new SampleInvoices().Build(subscriptions))
            WriteInvoice(Path.Combine(invoices, invoice.FileName), invoice);
    }

    private static string JsonLine<T>(T value) => JsonSerializer.Serialize(value, _json) + "\n";

    private static void WriteInvoice(string path, SampleInvoice invoice)
    {
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false) };
        using var writer = XmlWriter.Create(path, settings);
        UblDocument.Of(invoice).Save(writer);
    }
}
