using Dispatch.Storage.Dispatches;

namespace Dispatch.Storage.PostgreSql;

/// <summary>Cuts instants to whole milliseconds, as every database of ours holds them.</summary>
internal static class WholeMilliseconds
{
    public static DateTimeOffset Of(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    public static DispatchProgress Of(DispatchProgress progress) => progress with
    {
        StartedAt = Of(progress.StartedAt),
        EndedAt = Of(progress.EndedAt),
        DueAt = Of(progress.DueAt),
        ChangedAt = Of(progress.ChangedAt),
    };

    private static DateTimeOffset? Of(DateTimeOffset? instant) => instant is { } value ? Of(value) : null;
}
