using System.Diagnostics;

namespace Dispatch.Grains.Telemetry;

/// <summary>The names of the engine's spans and instruments; an approved file holds them, and changing one raises <see cref="Version"/>.</summary>
public static class DispatchTelemetry
{
    /// <summary>The name of the activity source and the meter.</summary>
    public const string Name = "Dispatch.Orleans";

    /// <summary>Their version.</summary>
    public const string Version = "1.0.0";

    /// <summary>The span of a finalization.</summary>
    public const string FinalizeInvoice = "finalize invoice";

    /// <summary>The span of rendering one document.</summary>
    public const string RenderDocument = "render document";

    internal static ActivitySource Source { get; } = new(Name, Version);
}
