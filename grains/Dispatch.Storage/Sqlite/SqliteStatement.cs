using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Dispatch.Storage.Sqlite;

/// <summary>A statement that is prepared once and run often. Values are bound in the order in which the SQL names its parameters first.</summary>
internal sealed partial class SqliteStatement : IDisposable
{
    private readonly SqliteCommand _command;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _command = connection.CreateCommand();
#pragma warning disable CA2100 // every text is a constant of ours, with values as parameters
        _command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var name in Parameter().Matches(sql).Select(match => match.Value).Distinct())
            _command.Parameters.Add(new SqliteParameter { ParameterName = name, Value = DBNull.Value });
    }

    public SqliteStatement Bind(params ReadOnlySpan<object?> values)
    {
        if (values.Length != _command.Parameters.Count)
            throw new ArgumentException($"{_command.Parameters.Count} values are expected, not {values.Length}: {_command.CommandText}", nameof(values));
        for (var i = 0; i < values.Length; i++)
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return this;
    }

    public int Execute() => _command.ExecuteNonQuery();

    /// <summary>The first row's first value; null if there is no row or no value.</summary>
    public object? Scalar() => _command.ExecuteScalar() is { } value and not DBNull ? value : null;

    public List<T> Query<T>(Func<SqliteDataReader, T> read)
    {
        using var reader = _command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    public void Dispose() => _command.Dispose();

    [GeneratedRegex(@"\$\w+")]
    private static partial Regex Parameter();
}
