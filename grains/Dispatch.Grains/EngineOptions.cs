using Dispatch.Channels.Options;

namespace Dispatch.Grains;

/// <summary>The engine as a whole; section <c>Host</c>.</summary>
public sealed class EngineOptions
{
    /// <summary>How long a graceful stop waits for open attempts.</summary>
    /// <value>Default: 25 seconds; 1 second to 15 minutes. A shorter wait leaves more attempts to be resolved at the next start.</value>
    [AllowedRange("Host:DrainTimeout", "00:00:01", "00:15:00")]
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>How often due work is looked for, besides the moments when it is known to be due.</summary>
    /// <value>Default: 2 seconds; 0.1 second to 1 minute.</value>
    [AllowedRange("Host:RecoveryPeriod", "00:00:00.1", "00:01:00")]
    public TimeSpan RecoveryPeriod { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How many documents may wait to be rendered before finalizations are answered <c>Unavailable</c>.</summary>
    /// <value>Default: 1000; 1 to 100,000.</value>
    [AllowedRange("Host:RenderQueueLength", "1", "100000")]
    public int RenderQueueLength { get; set; } = 1000;
}
