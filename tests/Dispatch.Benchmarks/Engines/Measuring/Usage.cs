namespace Dispatch.Benchmarks.Engines.Measuring;

/// <summary>What was used since the processes began, at one moment.</summary>
/// <param name="Engine">CPU seconds of this process.</param>
/// <param name="Database">CPU seconds of all processes of the database server.</param>
/// <param name="Machine">CPU seconds of everything on this machine.</param>
/// <param name="WalBytes">Where the write-ahead log stands.</param>
internal readonly record struct Usage(double Engine, double Database, double Machine, long WalBytes)
{
    public static Usage operator -(Usage left, Usage right) =>
        new(left.Engine - right.Engine, left.Database - right.Database, left.Machine - right.Machine, left.WalBytes - right.WalBytes);
}
