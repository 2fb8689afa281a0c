namespace Dispatch.Tests.Servers.Postgres;

/// <summary>How a server is stopped.</summary>
internal enum PostgresStop
{
    /// <summary>Connections are broken off, open transactions rolled back, everything written.</summary>
    Fast,

    /// <summary>As if it crashed: nothing more is written, the next start recovers from the log.</summary>
    Immediate,
}
