namespace Dispatch.Storage.Sqlite;

/// <summary>One caller's write on its way through the embedded database's writer.</summary>
internal sealed class SqliteWrite<T>(Func<WriterSession, T> write, CancellationToken cancellationToken)
    : QueuedWrite<T>(cancellationToken), ISqliteWrite
{
    public void Execute(WriterSession session) => Result = write(session);
}
