using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Client;
using Dispatch.CrashHost;

namespace Dispatch.EndToEnd.Print;

/// <summary>150 subscriptions that get letters alone, all over the country, of the biller of <see cref="CrashUtility"/>.</summary>
internal static class PrintUtility
{
    private const int SubscriptionCount = 150;

    /// <summary>Imports biller and subscriptions.</summary>
    public static async Task ImportAsync(DispatchClient client)
    {
        Assert.Empty(await client.Biller(CrashUtility.Biller.Id).PutAsync(CrashUtility.Biller));
        for (var i = 0; i < SubscriptionCount; i++)
            Assert.True((await client.Subscription(new SubscriptionId(CrashUtility.Biller.Id, KeyOf(i))).PutAsync(Subscription(i))).IsAccepted);
    }

    /// <summary>Writes the inputs of a run.</summary>
    /// <returns>Where they lie, and their numbers, ascending.</returns>
    public static (string Folder, IReadOnlyList<string> Numbers) WriteInputs(string root, int count)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, "inputs")).FullName;
        var numbers = Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"L-{i:000000}")).ToList();
        foreach (var number in numbers)
            File.WriteAllText(Path.Combine(folder, $"{number}.xml"), CrashUtility.Ubl(number, KeyOf(IndexOf(number))));
        return (folder, numbers);
    }

    /// <summary>Where the letter of an invoice goes. Scattered, so that the order of the inputs is not the order of the post.</summary>
    public static string PostalCodeOf(string number) => PostalCodeOf(IndexOf(number));

    private static string PostalCodeOf(int index) => string.Create(CultureInfo.InvariantCulture, $"{1000 + (index * 7919 % 8999)}");

    private static int IndexOf(string number) => int.Parse(number[2..], CultureInfo.InvariantCulture) % SubscriptionCount;

    private static string KeyOf(int index) => string.Create(CultureInfo.InvariantCulture, $"P{index:000}");

    private static Subscription Subscription(int index) => CrashUtility.Of(KeyOf(index), "unused@customers.example", CrashUtility.Definition("d1", DispatchKind.Post)) with
    {
        ContractingParty = new Party
        {
            Name = $"Kunde {index}",
            Address = new PartyAddress { Street = "Dorfstrasse", BuildingNumber = index.ToString(CultureInfo.InvariantCulture), PostalCode = PostalCodeOf(index), City = "Musterwil", Country = "CH" },
        },
    };
}
