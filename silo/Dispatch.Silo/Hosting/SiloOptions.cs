using System.ComponentModel.DataAnnotations;

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
    [Range(0, 65535, ErrorMessage = "Silo:Port must be between 0 (any free port) and 65535.")]
    public int Port { get; set; }

    /// <summary>The port for clients; 0 takes any free one.</summary>
    /// <value>Default: 0.</value>
    [Range(0, 65535, ErrorMessage = "Silo:GatewayPort must be between 0 (any free port) and 65535.")]
    public int GatewayPort { get; set; }

    /// <summary>The port of the health endpoints <c>/health/live</c> and <c>/health/ready</c>; 0 opens none.</summary>
    /// <value>Default: 0.</value>
    [Range(0, 65535, ErrorMessage = "Silo:HttpPort must be between 0 (no health endpoints) and 65535.")]
    public int HttpPort { get; set; }
}
