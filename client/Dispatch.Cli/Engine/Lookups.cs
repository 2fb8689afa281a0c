using Dispatch.Abstractions;
using Dispatch.Cli.Errors;
using Dispatch.Client;

namespace Dispatch.Cli.Engine;

/// <summary>Finds the one thing that a short number means, or says why there is not exactly one.</summary>
internal static class Lookups
{
    /// <summary>Finds a subscription by number, <c>biller/number</c> or contract.</summary>
    /// <exception cref="CommandException">None or several.</exception>
    public static async Task<SubscriptionId> FindSubscriptionAsync(this DispatchClient client, string reference, string? biller)
    {
        var found = await client.Catalog.FindSubscriptionsAsync(reference, biller);
        var one = One(found, "subscription", reference, "See 'dispatchctl subscription list'.", summary => $"{summary.Biller}/{summary.Number}");
        return new SubscriptionId(one.Biller, one.Number);
    }

    /// <summary>Finds an invoice by number, name or <c>biller/number</c>.</summary>
    /// <exception cref="CommandException">None or several.</exception>
    public static async Task<InvoiceView> FindInvoiceAsync(this DispatchClient client, string name, string? biller) =>
        One(await client.Catalog.FindInvoicesAsync(name, biller), "invoice", name, "See 'dispatchctl invoice list'.", invoice => $"{invoice.Biller}/{invoice.Number}");

    /// <summary>Finds a dispatch by its id.</summary>
    /// <exception cref="CommandException">None or several.</exception>
    public static async Task<DispatchView> FindDispatchAsync(this DispatchClient client, string id, string? biller) =>
        One(await client.Catalog.FindDispatchesAsync(id, biller), "dispatch", id, "See 'dispatchctl dispatch list'.", dispatch => $"{dispatch.Key.Biller}/{dispatch.Id}");

    private static T One<T>(IReadOnlyList<T> found, string what, string value, string mend, Func<T, string> nameOf) => found.Count switch
    {
        1 => found[0],
        0 => throw CommandException.NotFound(what, value, mend),
        _ => throw new CommandException(ExitCode.Usage, new CliError("ambiguous", $"It can mean {string.Join(", ", found.Select(nameOf))}.")
        {
            Field = what,
            Value = value,
            Mend = "Name the biller with --biller.",
        }),
    };
}
