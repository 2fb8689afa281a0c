using System.ComponentModel.DataAnnotations;
using Dispatch.Channels.Options;

namespace Dispatch.Silo.Hosting;

/// <summary>The silo and its ports, all on loopback; section <c>Silo</c>.</summary>
internal sealed class SiloOptions
{
    /// <summary>The cluster's id; clients name the same.</summary>
    /// <value>Default: <c>dispatch</c>.</value>
    [Required(ErrorMessage = "Silo:ClusterId is empty; name the cluster, or remove the key for 'dispatch'.")]
    public string ClusterId { get; set; } = "dispatch";

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
