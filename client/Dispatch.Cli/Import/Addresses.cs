using Dispatch.Abstractions;

namespace Dispatch.Cli.Import;

/// <summary>Reads postal addresses.</summary>
internal static class Addresses
{
    /// <summary>Reads one.</summary>
    public static PartyAddress Read(StrictObject address) => new()
    {
        Street = address.Text("street"),
        BuildingNumber = address.Text("buildingNumber"),
        PostalCode = address.RequiredText("postalCode"),
        City = address.RequiredText("city"),
        Country = address.RequiredText("country"),
    };
}
