using System.Data.Common;
using System.Text.Json;
using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Dispatches.Rows;

namespace Dispatch.Storage.Printing;

/// <summary>The columns of a print batch and of a waiting letter, and how they become records.</summary>
internal static class PrintBatchColumns<TFormat> where TFormat : struct, IColumnFormat
{
    /// <summary>From <c>print_batch b</c> and <c>lane l</c>.</summary>
    public const string OfBatch = "b.number, b.id, l.name, b.queue, b.run_id, b.letter_count, b.created_at, b.details, b.progress, b.version, b.followed, b.due_at";

    /// <summary>From <c>dispatch d</c> and <c>invoice i</c>; the home country and the run follow, in the database's own words.</summary>
    public const string OfLetter = "d.id, d.version, i.biller, i.number, d.recipient, d.letter, d.language, d.page_count, d.changed_at";

    public static PrintBatchRow ReadBatch(DbDataReader reader) => new()
    {
        Number = reader.GetInt64(0),
        Id = reader.GetString(1),
        Lane = reader.GetString(2),
        Queue = reader.GetInt32(3),
        RunId = reader.GetString(4),
        LetterCount = reader.GetInt32(5),
        CreatedAt = TFormat.Instant(reader, 6),
        Details = reader.GetString(7),
        Progress = JsonSerializer.Deserialize<DispatchProgress>(reader.GetString(8))! with { DueAt = reader.IsDBNull(11) ? null : TFormat.Instant(reader, 11) },
        Version = reader.GetInt64(9),
        Followed = reader.GetInt64(10),
    };

    public static WaitingLetter ReadLetter(DbDataReader reader) => new(
        reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetString(3), reader.GetString(10), reader.GetString(4),
        reader.IsDBNull(5) ? null : reader.GetString(5), reader.GetString(9), (Language)reader.GetInt32(6), reader.GetInt32(7), TFormat.Instant(reader, 8));

    public static string WriteProgress(DispatchProgress progress) => JsonSerializer.Serialize(progress);
}
