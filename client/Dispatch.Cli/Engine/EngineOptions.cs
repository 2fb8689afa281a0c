namespace Dispatch.Cli.Engine;

/// <summary>Which engine a command works with.</summary>
/// <param name="DataFolder">The data folder of an embedded engine.</param>
/// <param name="Gateway">A running engine's gateway instead.</param>
/// <param name="ConfigFile">A JSON file of configuration.</param>
/// <param name="TraceFile">Where spans go.</param>
internal sealed record EngineOptions(string DataFolder, string? Gateway, string? ConfigFile, string? TraceFile)
{
    /// <summary>The data folder where none is named.</summary>
    public const string DefaultDataFolder = "dispatch-data";

    /// <summary>Where previews are written: in the data folder, or beside the caller where the engine is elsewhere.</summary>
    public string PreviewFolder => Gateway is null ? Path.Combine(DataFolder, "preview") : "preview";
}
