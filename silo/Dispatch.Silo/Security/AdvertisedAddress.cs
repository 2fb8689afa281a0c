using System.Net;
using System.Net.Sockets;

namespace Dispatch.Silo.Security;

/// <summary>Finds the one address under which others reach a silo.</summary>
internal static class AdvertisedAddress
{
    /// <summary>Finds it.</summary>
    /// <param name="listening">The address that the silo listens on.</param>
    /// <param name="configured"><c>Silo:AdvertisedAddress</c>.</param>
    /// <param name="host">Names and addresses.</param>
    /// <param name="errors">Gets what is wrong.</param>
    public static IPAddress? Find(IPAddress listening, string? configured, HostAddresses host, ICollection<string> errors)
    {
        if (string.IsNullOrEmpty(configured))
            return IsAll(listening) ? FindOwn(listening, host, errors) : listening;

        var candidates = IPAddress.TryParse(configured, out var given) ? [given] : Choose(listening, host.Resolve(configured));
        if (candidates.Count > 1)
            candidates = [.. candidates.Intersect(host.Own())]; // a name of many, as of all copies of a service: ours is meant
        if (candidates is not [var address] || IsAll(address))
        {
            errors.Add($"Silo:AdvertisedAddress is '{configured}'; it stands for no single address of this machine that others can call: use an IP address, or a name that has exactly one.");
            return null;
        }

        if (IPAddress.IsLoopback(listening) != IPAddress.IsLoopback(address) && !IsAll(listening))
        {
            errors.Add($"Silo:AdvertisedAddress is '{configured}'; nobody listens there, because Silo:Address is '{listening}': use 0.0.0.0 or the advertised address as Silo:Address, or remove Silo:AdvertisedAddress.");
            return null;
        }

        return address;
    }

    private static IPAddress? FindOwn(IPAddress listening, HostAddresses host, ICollection<string> errors)
    {
        var candidates = Choose(listening, host.Resolve(host.Name)).Where(address => !IPAddress.IsLoopback(address)).ToList();
        if (candidates is [var address])
            return address;

        var found = candidates.Count == 0 ? "none" : string.Join(" and ", candidates);
        errors.Add($"Silo:Address is '{listening}'; others must be told one address, and this machine's name '{host.Name}' has {found}: set Silo:AdvertisedAddress, or use one address as Silo:Address.");
        return null;
    }

    private static List<IPAddress> Choose(IPAddress listening, IEnumerable<IPAddress> addresses)
    {
        var fitting = addresses.Where(address => !address.IsIPv6LinkLocal).Distinct().ToList();
        if (!listening.Equals(IPAddress.IPv6Any))
            return fitting.FindAll(address => address.AddressFamily == listening.AddressFamily);
        var fourth = fitting.FindAll(address => address.AddressFamily == AddressFamily.InterNetwork);
        return fourth.Count > 0 ? fourth : fitting;
    }

    private static bool IsAll(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
