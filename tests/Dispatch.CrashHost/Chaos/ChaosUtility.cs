using System.Globalization;
using System.Text;
using Dispatch.Abstractions;

namespace Dispatch.CrashHost.Chaos;

/// <summary>Twenty subscriptions, each with an e-mail and a letter, of the biller of <see cref="CrashUtility"/>.</summary>
public static class ChaosUtility
{
    private const int SubscriptionCount = 20;

    /// <summary>The subscriptions.</summary>
    public static IReadOnlyList<Subscription> Subscriptions { get; } =
    [
        .. Enumerable.Range(0, SubscriptionCount).Select(number => CrashUtility.Of(
            NumberOf(number),
            string.Create(CultureInfo.InvariantCulture, $"customer{number}@customers.example"),
            CrashUtility.Definition("d1", DispatchKind.Email),
            CrashUtility.Definition("d2", DispatchKind.Post))),
    ];

    /// <summary>The request to finalize the invoice with a number such as <c>R-0007</c>; the number decides its subscription.</summary>
    public static FinalizeInvoiceRequest RequestOf(string number) => new()
    {
        Source = Encoding.UTF8.GetBytes(CrashUtility.Ubl(number)),
        Subscription = SubscriptionOf(number),
        RequestedBy = "chaos test",
    };

    /// <summary>The invoice with a number such as <c>R-0007</c> as a file that names its subscription.</summary>
    public static string UblOf(string number) => CrashUtility.Ubl(number, SubscriptionOf(number));

    private static string SubscriptionOf(string number) =>
        NumberOf(int.Parse(number[(number.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture) % SubscriptionCount);

    private static string NumberOf(int number) => string.Create(CultureInfo.InvariantCulture, $"C{number:00}");
}
