using System.Collections.Concurrent;
using Npgsql;

namespace Dispatch.Storage.PostgreSql.Writes;

/// <summary>The small numbers under which rows name their lanes. A lane, once made, stays.</summary>
internal sealed class LaneNumbers
{
    private readonly ConcurrentDictionary<string, short> _numbers = new(StringComparer.Ordinal);

    public short Of(string name) => _numbers[name];

    /// <summary>Reads or makes the numbers that are not known yet.</summary>
    public async Task LearnAsync(NpgsqlConnection connection, IEnumerable<string> names)
    {
        var unknown = names.Where(name => !_numbers.ContainsKey(name)).Distinct(StringComparer.Ordinal).ToArray();
        if (unknown.Length == 0)
            return;
        await connection.QueryAsync(
            "INSERT INTO lane (name) SELECT name FROM unnest($1) name WHERE name NOT IN (SELECT name FROM lane) ON CONFLICT DO NOTHING RETURNING id",
            reader => reader.GetInt16(0), [unknown]);
        foreach (var (name, number) in await connection.QueryAsync(
            "SELECT name, id FROM lane WHERE name = ANY ($1)", reader => (reader.GetString(0), reader.GetInt16(1)), [unknown]))
        {
            _numbers[name] = number;
        }
    }
}
