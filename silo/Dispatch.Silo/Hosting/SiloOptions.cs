using System.ComponentModel.DataAnnotations;
using Dispatch.Channels.Options;
using Dispatch.Silo.Security;

namespace Dispatch.Silo.Hosting;

/// <summary>The silo, its ports and who may come to them; section <c>Silo</c>.</summary>
internal sealed class SiloOptions
{
    /// <summary>The cluster's id; clients name the same.</summary>
    /// <value>Default: <c>dispatch</c>.</value>
    [Required(ErrorMessage = "Silo:ClusterId is empty; name the cluster, or remove the key for 'dispatch'.")]
    public string ClusterId { get; set; } = "dispatch";

    /// <summary>The IP address that silo and gateway listen on; <c>0.0.0.0</c> and <c>::</c> are all.</summary>
    /// <value>Default: <c>127.0.0.1</c>. Any that is not loopback needs <see cref="Tls"/> or <see cref="AllowPlaintext"/>.</value>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>The address that other silos and clients are told, as IP address or as a name that is resolved at start.</summary>
    /// <value>Default: <see cref="Address"/>; for all addresses, the one that this machine's own name has.</value>
    public string? AdvertisedAddress { get; set; }

    /// <summary>Whether connections may come from other machines unencrypted and without any proof of who they are.</summary>
    /// <value>Default: no.</value>
    public bool AllowPlaintext { get; set; }

    /// <summary>Certificates; none: connections are not encrypted.</summary>
    public SiloTlsOptions Tls { get; set; } = new();

    /// <summary>The port of the silo itself; 0 takes any free one.</summary>
    /// <value>Default: 0.</value>
    [AllowedRange("Silo:Port", "0", "65535", Because = "0 takes any free one")]
    public int Port { get; set; }

    /// <summary>The port for clients; 0 takes any free one.</summary>
    /// <value>Default: 0.</value>
    [AllowedRange("Silo:GatewayPort", "0", "65535", Because = "0 takes any free one")]
    public int GatewayPort { get; set; }

    /// <summary>The port of the health endpoints <c>/health/live</c> and <c>/health/ready</c>; 0 opens none.</summary>
    /// <value>Default: 0.</value>
    [AllowedRange("Silo:HttpPort", "0", "65535", Because = "0 opens no health endpoints")]
    public int HttpPort { get; set; }
}
