using System.Data.Common;
using Dispatch.Abstractions;
using Dispatch.Storage.Controls;
using Dispatch.Storage.Dispatches.Rows;

namespace Dispatch.Storage.Runs.Rows;

/// <summary>The columns of runs, their inputs and pauses, and how they become records. Every read selects all of them, by these lists alone.</summary>
internal static class RunColumns<TFormat> where TFormat : struct, IColumnFormat
{
    public const string OfRun = "r.number, r.id, r.phase, r.is_paused, r.input_count, r.started_at, r.requested_by, r.details, r.version";

    public const string OfItem = """
        p.position, p.worker, p.name, p.state, p.source_hash, p.document_hash, p.bytes, p.biller, p.number, p.input_hash, p.has_letter, p.dispatch_count, p.errors
        """;

    public const string OfPause = "kind, destination, reason, paused_by, paused_at";

    public const string OfOutage = "silo, kind, destination, lane, stops_lane, since, reason, seen_at";

    public static RunRow ReadRun(DbDataReader reader) => new()
    {
        Number = reader.GetInt32(0),
        Id = reader.GetString(1),
        Phase = (RunPhase)reader.GetInt32(2),
        IsPaused = reader.GetBoolean(3),
        InputCount = reader.GetInt32(4),
        StartedAt = TFormat.Instant(reader, 5),
        RequestedBy = reader.GetString(6),
        Details = reader.GetString(7),
        Version = reader.GetInt64(8),
    };

    /// <summary>Reads a run, then whether it has open dispatches and such that need care.</summary>
    public static RunListEntry ReadEntry(DbDataReader reader) => new(ReadRun(reader), reader.GetBoolean(9), reader.GetBoolean(10));

    public static RunItem ReadItem(DbDataReader reader) => new()
    {
        Position = reader.GetInt32(0),
        Worker = reader.GetInt32(1),
        Name = reader.GetString(2),
        State = (RunItemState)reader.GetInt32(3),
        SourceHash = Hash(reader, 4),
        DocumentHash = Hash(reader, 5),
        Bytes = reader.GetInt64(6),
        Biller = Text(reader, 7),
        Number = Text(reader, 8),
        InputHash = Hash(reader, 9),
        HasLetter = reader.GetBoolean(10),
        DispatchCount = reader.GetInt32(11),
        Errors = Text(reader, 12),
    };

    /// <summary>Reads kind, lane, state, reason, count and the time of the oldest.</summary>
    public static RunDispatchCount ReadCount(DbDataReader reader) => new(
        (DispatchKind)reader.GetInt32(0),
        reader.GetString(1),
        (DispatchState)reader.GetInt32(2),
        reader.IsDBNull(3) ? null : (ReasonCode)reader.GetInt32(3),
        reader.GetInt64(4),
        TFormat.Instant(reader, 5));

    /// <summary>Sums up what was counted by state.</summary>
    public static RunItemTotals TotalsOf(IReadOnlyList<(RunItemState State, int Count, long DispatchCount, bool HasLetters)> groups) => new(
        groups.ToDictionary(group => group.State, group => group.Count),
        groups.Sum(group => group.DispatchCount),
        groups.Any(group => group is { HasLetters: true, State: RunItemState.Valid or RunItemState.Finalized }));

    public static (RunItemState State, int Count, long DispatchCount, bool HasLetters) ReadGroup(DbDataReader reader) =>
        ((RunItemState)reader.GetInt32(0), (int)reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3) > 0);

    public static ChannelPause ReadPause(DbDataReader reader) =>
        new((DispatchKind)reader.GetInt32(0), reader.GetString(1), new Pause(reader.GetString(2), reader.GetString(3), TFormat.Instant(reader, 4)));

    public static DestinationOutage ReadOutage(DbDataReader reader) => new(
        reader.GetString(0), (DispatchKind)reader.GetInt32(1), reader.GetString(2), reader.GetString(3), reader.GetBoolean(4), TFormat.Instant(reader, 5),
        (ReasonCode)reader.GetInt32(6), TFormat.Instant(reader, 7));

    private static ContentHash? Hash(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : ContentHash.FromBytes(reader.GetFieldValue<byte[]>(column));

    private static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
