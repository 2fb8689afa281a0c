using Dispatch.Documents.Invoices;

namespace Dispatch.Documents.Rendering.Layout;

/// <summary>Postal addresses as lines.</summary>
internal static class AddressText
{
    /// <summary>Street, additions and town; empty elements leave no empty line.</summary>
    public static IReadOnlyList<string> Lines(PostalAddress address)
    {
        string?[] lines =
        [
            Joined(address.Street, address.BuildingNumber),
            address.AdditionalStreet,
            address.AddressLine,
            Joined(address.PostalCode, address.City),
        ];
        return [.. lines.OfType<string>().Where(line => line.Length > 0)];
    }

    /// <summary>Whether the window shows this party; then it need not be named again.</summary>
    public static bool Shows(IReadOnlyList<string> addressee, InvoiceParty party) =>
        new[] { party.Name }.Concat(Lines(party.Address)).All(line => addressee.Any(shown => shown.Contains(line, StringComparison.OrdinalIgnoreCase)));

    private static string Joined(string? first, string? second) => $"{first} {second}".Trim();
}
