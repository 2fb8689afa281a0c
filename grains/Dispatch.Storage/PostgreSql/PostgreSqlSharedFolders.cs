using Dispatch.Storage.Folders;

namespace Dispatch.Storage.PostgreSql;

/// <inheritdoc cref="ISharedFolders"/>
internal sealed class PostgreSqlSharedFolders(PostgreSqlDatabase database) : ISharedFolders
{
    public Task<Guid> RegisterAsync(string name, Guid mark, CancellationToken cancellationToken = default) => database.UseAsync(
        async connection =>
        {
            await connection.QueryAsync(
                "INSERT INTO shared_folder (name, mark) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING RETURNING 1", reader => reader.GetInt32(0), name, mark);
            return (await connection.QueryAsync("SELECT mark FROM shared_folder WHERE name = $1", reader => reader.GetGuid(0), name)).Single();
        }, cancellationToken);
}
