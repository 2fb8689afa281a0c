using System.Data.Common;
using System.Globalization;
using Dispatch.Storage.Dispatches.Rows;

namespace Dispatch.Storage.Sqlite;

/// <summary>SQLite has neither dates nor UUIDs: Unix milliseconds, ISO text, and bytes in network order.</summary>
internal readonly struct SqliteColumnFormat : IColumnFormat
{
    public static DateTimeOffset Instant(DbDataReader reader, int column) => UnixTime.To(reader.GetInt64(column));

    public static DateOnly Date(DbDataReader reader, int column) => DateOnly.ParseExact(reader.GetString(column), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static Guid Token(DbDataReader reader, int column) => new(reader.GetFieldValue<byte[]>(column), bigEndian: true);
}
