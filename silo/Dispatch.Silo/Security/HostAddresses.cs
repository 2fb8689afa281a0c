using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Dispatch.Silo.Security;

/// <summary>What this machine and its name service say about names and addresses.</summary>
/// <param name="Name">This machine's own name; in a container, the container's.</param>
/// <param name="Resolve">The addresses of a name; none where it has none.</param>
/// <param name="Own">The addresses of this machine's interfaces.</param>
internal sealed record HostAddresses(string Name, Func<string, IReadOnlyList<IPAddress>> Resolve, Func<IReadOnlyList<IPAddress>> Own)
{
    /// <summary>The real ones.</summary>
    public static HostAddresses System { get; } = new(Dns.GetHostName(), ResolveName, ReadInterfaces);

    private static IPAddress[] ResolveName(string name)
    {
        try
        {
            return Dns.GetHostAddresses(name);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            return [];
        }
    }

    private static List<IPAddress> ReadInterfaces() =>
        [.. NetworkInterface.GetAllNetworkInterfaces().SelectMany(network => network.GetIPProperties().UnicastAddresses).Select(address => address.Address)];
}
