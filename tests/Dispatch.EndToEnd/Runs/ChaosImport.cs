using Dispatch.Abstractions;
using Dispatch.Client;
using Dispatch.CrashHost;
using Dispatch.CrashHost.Chaos;

namespace Dispatch.EndToEnd.Runs;

/// <summary>Brings the biller and the subscriptions of the chaos suite into an engine.</summary>
internal static class ChaosImport
{
    /// <summary>Imports them.</summary>
    public static async Task RunAsync(DispatchClient client)
    {
        Assert.Empty(await client.Biller(CrashUtility.Biller.Id).PutAsync(CrashUtility.Biller));
        foreach (var subscription in ChaosUtility.Subscriptions)
            Assert.True((await client.Subscription(new SubscriptionId(subscription.Biller, subscription.Number)).PutAsync(subscription)).IsAccepted);
    }
}
