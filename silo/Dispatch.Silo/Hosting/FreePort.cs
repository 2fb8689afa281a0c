using System.Net;
using System.Net.Sockets;

namespace Dispatch.Silo.Hosting;

/// <summary>Finds ports that nobody listens on at this moment.</summary>
internal static class FreePort
{
    /// <summary>The wanted port, or for 0 a free one on loopback.</summary>
    public static int Or(int wanted) => Or(wanted, IPAddress.Loopback);

    /// <summary>The wanted port, or for 0 a free one of an address of this machine.</summary>
    public static int Or(int wanted, IPAddress address)
    {
        if (wanted != 0)
            return wanted;
        using var listener = new TcpListener(address, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
