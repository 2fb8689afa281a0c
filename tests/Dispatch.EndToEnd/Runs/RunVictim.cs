namespace Dispatch.EndToEnd.Runs;

/// <summary>Who is killed while a run is under way.</summary>
internal enum RunVictim
{
    /// <summary>The command that a person started.</summary>
    Client,

    /// <summary>A silo.</summary>
    Silo,

    /// <summary>The database.</summary>
    Database,
}
