namespace Dispatch.Storage.Dispatches.Rows;

/// <summary>Instants as the tables hold them: whole milliseconds since 1970, UTC. What is finer is cut off.</summary>
internal static class UnixTime
{
    public static long From(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

    public static long? From(DateTimeOffset? instant) => instant?.ToUnixTimeMilliseconds();

    public static DateTimeOffset To(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
