using System.Data.Common;
using Dispatch.Storage.Dispatches.Rows;

namespace Dispatch.Storage.PostgreSql;

/// <summary>PostgreSQL has a type for each.</summary>
internal readonly struct PostgreSqlColumnFormat : IColumnFormat
{
    public static DateTimeOffset Instant(DbDataReader reader, int column) => new(reader.GetDateTime(column), TimeSpan.Zero);

    public static DateOnly Date(DbDataReader reader, int column) => reader.GetFieldValue<DateOnly>(column);

    public static Guid Token(DbDataReader reader, int column) => reader.GetGuid(column);
}
