using Microsoft.Data.Sqlite;

namespace Dispatch.Storage.Sqlite;

/// <summary>The writer's connection with its prepared statements; used by one thread only.</summary>
internal sealed class WriterSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _lanes = new(StringComparer.Ordinal);

    public SqliteConnection Connection => connection;

    public bool IsInTransaction => connection.IsInTransaction();

    public SqliteStatement Prepared(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
            _statements.Add(sql, statement = new SqliteStatement(connection, sql));
        return statement;
    }

    /// <summary>A lane's number; a new name gets the next.</summary>
    public long LaneId(string name)
    {
        if (!_lanes.TryGetValue(name, out var id))
        {
            Prepared("INSERT INTO lane (name) VALUES ($name) ON CONFLICT (name) DO NOTHING").Bind(name).Execute();
            id = (long)Prepared("SELECT id FROM lane WHERE name = $name").Bind(name).Scalar()!;
            _lanes.Add(name, id);
        }

        return id;
    }

    public void Begin() => Prepared("BEGIN IMMEDIATE").Execute();

    public void Commit() => Prepared("COMMIT").Execute();

    public void Savepoint() => Prepared("SAVEPOINT operation").Execute();

    public void Release() => Prepared("RELEASE operation").Execute();

    /// <summary>Undoes the current operation alone.</summary>
    public void RollbackToSavepoint()
    {
        _lanes.Clear(); // a lane made by what is undone is gone
        Prepared("ROLLBACK TO operation").Execute();
        Release();
    }

    /// <summary>Undoes all since <see cref="Begin"/>, unless SQLite has done so already.</summary>
    public void Rollback()
    {
        _lanes.Clear();
        if (IsInTransaction)
            Prepared("ROLLBACK").Execute();
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        connection.Dispose();
    }
}
