using System.Data.Common;

namespace Dispatch.Storage.Dispatches.Rows;

/// <summary>How a database holds the values that have no column type common to all databases.</summary>
internal interface IColumnFormat
{
    static abstract DateTimeOffset Instant(DbDataReader reader, int column);

    static abstract DateOnly Date(DbDataReader reader, int column);

    static abstract Guid Token(DbDataReader reader, int column);
}
