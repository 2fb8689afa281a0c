namespace Dispatch.Cli.Engine;

/// <summary>What a command does with the engine.</summary>
internal enum EngineUse
{
    /// <summary>Only reads: no recovery, nothing sent, also beside another process.</summary>
    Read,

    /// <summary>Writes: holds the folder, or goes through the process that does.</summary>
    Write,
}
