namespace Dispatch.EndToEnd.Chaos;

/// <summary>What goes wrong.</summary>
internal enum ChaosFaultKind
{
    /// <summary>A silo is killed with SIGKILL and started again later.</summary>
    SiloKilled,

    /// <summary>A silo is stopped with SIGSTOP for longer than the others believe it alive, then goes on.</summary>
    SiloPaused,

    /// <summary>The database crashes and is started again later.</summary>
    DatabaseStopped,

    /// <summary>A silo's connections to the database are reset, again and again.</summary>
    ConnectionsDropped,

    /// <summary>All that a silo and the database say to each other takes its time.</summary>
    ConnectionsDelayed,

    /// <summary>Nothing that a silo and the database say to each other arrives.</summary>
    ConnectionsStalled,

    /// <summary>A silo cannot reach the database.</summary>
    ConnectionsRefused,
}
