using System.Net;
using System.Net.Sockets;
using Dispatch.Client.Tls;
using Dispatch.Silo.Hosting;

namespace Dispatch.Silo.Security;

/// <summary>Where a silo listens and who may come, checked.</summary>
/// <param name="Listening">The address that it listens on.</param>
/// <param name="Advertised">The address that others are told.</param>
/// <param name="Tls">Its certificate; none: connections are not encrypted.</param>
internal sealed record NetworkSettings(IPAddress Listening, IPAddress Advertised, TlsIdentity? Tls)
{
    /// <summary>Whether other machines can connect without any proof of who they are.</summary>
    public bool IsExposed => Tls is null && !IPAddress.IsLoopback(Listening);

    /// <summary>Reads and checks the settings.</summary>
    /// <param name="silo">The settings.</param>
    /// <param name="isReadOnly">Whether the silo only reads: then nobody is to call it, and it stays on loopback.</param>
    /// <param name="host">Names and addresses; none: the real ones.</param>
    /// <exception cref="ConfigurationException">One is wrong.</exception>
    public static NetworkSettings Read(SiloOptions silo, bool isReadOnly, HostAddresses? host = null)
    {
        var errors = new List<string>();
        var tls = ReadTls(silo, errors);
        var listening = isReadOnly ? IPAddress.Loopback : ReadAddress(silo.Address, errors);
        if (listening is not null && !IPAddress.IsLoopback(listening) && tls is null && !silo.AllowPlaintext && !IsTlsWanted(silo))
        {
            errors.Add($"Silo:Address is '{silo.Address}'; other machines could connect there without encryption or proof of who they are: "
                + "set Silo:Tls:CertificateFile, KeyFile and CaFile, or use 127.0.0.1, or set Silo:AllowPlaintext to true in a network that nobody else can enter.");
        }

        var advertised = isReadOnly || listening is null ? listening : AdvertisedAddress.Find(listening, silo.AdvertisedAddress, host ?? HostAddresses.System, errors);
        return errors.Count == 0
            ? new NetworkSettings(listening!, advertised!, tls)
            : throw new ConfigurationException(string.Join(Environment.NewLine, errors));
    }

    private static IPAddress? ReadAddress(string value, List<string> errors)
    {
        if (!IPAddress.TryParse(value, out var address))
        {
            errors.Add($"Silo:Address is '{value}'; use an IP address of this machine, or 0.0.0.0 for all (a name goes into Silo:AdvertisedAddress).");
            return null;
        }

        try
        {
            using var listener = new TcpListener(address, 0);
            listener.Start();
            return address;
        }
        catch (SocketException)
        {
            errors.Add($"Silo:Address is '{value}'; this machine has no such address: use one that it has, or 0.0.0.0 for all.");
            return null;
        }
    }

    private static bool IsTlsWanted(SiloOptions silo) => TlsSettingsOf(silo).IsWanted;

    private static TlsIdentity? ReadTls(SiloOptions silo, List<string> errors) =>
        TlsSettingsOf(silo) is { IsWanted: true } settings ? TlsFiles.Read(settings, errors) : null;

    private static TlsSettings TlsSettingsOf(SiloOptions silo) => new(
        "Silo:Tls", TlsRole.Silo, silo.Tls.CertificateFile, silo.Tls.KeyFile, silo.Tls.CaFile, TlsNames.Of(silo.ClusterId, silo.Tls.SiloName, silo.Tls.ClientName));
}
