using Npgsql;

namespace Dispatch.Storage.PostgreSql.Writes;

/// <summary>A column of a statement over many rows: its values travel as one array.</summary>
/// <param name="name">The column's name.</param>
/// <param name="type">Its PostgreSQL type.</param>
internal abstract class WriteColumn<TRow>(string name, string type)
{
    public string Name => name;

    public string Type => type;

    public abstract NpgsqlParameter Values(IReadOnlyList<TRow> rows);
}

/// <inheritdoc/>
internal sealed class WriteColumn<TRow, TValue>(string name, string type, Func<TRow, TValue> value) : WriteColumn<TRow>(name, type)
{
    public override NpgsqlParameter Values(IReadOnlyList<TRow> rows)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = value(rows[i]);
        return new NpgsqlParameter<TValue[]> { TypedValue = values, DataTypeName = Type + "[]" };
    }
}
