using System.Text.Json;

namespace Dispatch.Benchmarks.Engines.Measuring;

/// <summary>One measured run, as the engine's process hands it to the one that shows the table.</summary>
internal sealed record Measurement
{
    public required string Engine { get; init; }

    public required int DispatchCount { get; init; }

    /// <summary>How many were settled when the run ended, by the database; fewer than all if it was not done within the limit.</summary>
    public required long SettledCount { get; init; }

    /// <summary>Attempts beyond those that were needed.</summary>
    public required int ExtraAttemptCount { get; init; }

    /// <summary>From the first call until all were accepted, in seconds.</summary>
    public required double AcceptSeconds { get; init; }

    /// <summary>From the first call until 95 % were settled; none if that was not reached.</summary>
    public Span? NearlyAll { get; init; }

    /// <summary>From the first call until the last was settled, or until the limit.</summary>
    public required Span Whole { get; init; }

    public required long PeakResidentBytes { get; init; }

    /// <summary>What the process still refers to when all is settled.</summary>
    public required long LiveBytes { get; init; }

    /// <summary>CPU seconds of reading the invoices' files, measured apart; what the others are not given.</summary>
    public double? InputSeconds { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this);

    public static Measurement FromJson(string json) =>
        JsonSerializer.Deserialize<Measurement>(json) ?? throw new InvalidOperationException("A run printed no measurement.");

    /// <summary>A stretch of the run that begins with the first call.</summary>
    /// <param name="Seconds">How long.</param>
    /// <param name="Count">How many were settled in it.</param>
    /// <param name="EngineSeconds">CPU of the engine's process.</param>
    /// <param name="DatabaseSeconds">CPU of the database server.</param>
    /// <param name="OtherSeconds">CPU of everything else on the machine, the kernel's threads included.</param>
    /// <param name="WalBytes">Written to the write-ahead log.</param>
    internal sealed record Span(double Seconds, long Count, double EngineSeconds, double DatabaseSeconds, double OtherSeconds, long WalBytes)
    {
        public double Rate => Count / Seconds;

        /// <summary>How many cores were busy with it: CPU per dispatch times dispatches per second.</summary>
        public double Cores => (EngineSeconds + DatabaseSeconds) / Seconds;

        public static Span Of(double seconds, long count, Usage used) =>
            new(seconds, count, used.Engine, used.Database, used.Machine - used.Engine - used.Database, used.WalBytes);
    }
}
