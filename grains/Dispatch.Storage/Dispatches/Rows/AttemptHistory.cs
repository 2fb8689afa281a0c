using System.Text.Json;
using Dispatch.Abstractions;

namespace Dispatch.Storage.Dispatches.Rows;

/// <summary>Past attempts as a column: JSON arrays in the order of <see cref="PastAttempt"/>'s members, because most rows of a bad night carry some.</summary>
internal static class AttemptHistory
{
    private const int Kept = 20;

    public static string? Write(IReadOnlyList<PastAttempt> attempts)
    {
        if (attempts.Count == 0)
            return null;
        object?[][] rows = [.. attempts.TakeLast(Kept).Select(attempt => new object?[]
        {
            attempt.Number, UnixTime.From(attempt.StartedAt), UnixTime.From(attempt.EndedAt), (int)attempt.Outcome, (int?)attempt.Reason,
            attempt.ProtocolCode, attempt.ProofKind, attempt.ProofValue, attempt.IsRetried ? 1 : 0,
        })];
        return JsonSerializer.Serialize(rows);
    }

    public static IReadOnlyList<PastAttempt> Read(string? column)
    {
        if (column is null)
            return [];
        using var json = JsonDocument.Parse(column);
        return [.. json.RootElement.EnumerateArray().Select(Read)];
    }

    private static PastAttempt Read(JsonElement row) => new(
        row[0].GetInt32(),
        UnixTime.To(row[1].GetInt64()),
        row[2].ValueKind == JsonValueKind.Null ? null : UnixTime.To(row[2].GetInt64()),
        (OutcomeKind)row[3].GetInt32(),
        row[4].ValueKind == JsonValueKind.Null ? null : (ReasonCode)row[4].GetInt32(),
        row[5].GetString(),
        row[6].GetString(),
        row[7].GetString(),
        row.GetArrayLength() > 8 && row[8].GetInt32() == 1);
}
