namespace Dispatch.Storage.Sqlite;

/// <summary>A write of the embedded database: statements that run inside the writer's transaction.</summary>
internal interface ISqliteWrite
{
    /// <summary>Runs its statements; may be called again after a rollback.</summary>
    void Execute(WriterSession session);
}
