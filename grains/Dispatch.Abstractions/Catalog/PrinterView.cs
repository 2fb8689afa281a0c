using System.Text.Json.Serialization;

namespace Dispatch.Abstractions;

/// <summary>A printer, of the configuration or a queue of a print server.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Uri">Where it is.</param>
/// <param name="IsDefault">Whether it is taken where nothing else names one.</param>
/// <param name="WaitingCount">How many letters are open for it.</param>
[GenerateSerializer, Immutable, Alias("dispatch.printer-view.v1")]
public sealed record PrinterView(
    [property: Id(0)] string Name,
    [property: Id(1)] string Uri,
    [property: Id(2)] bool IsDefault,
    [property: Id(3)] long WaitingCount)
{
    /// <summary>Whether it prints, as it says itself.</summary>
    [Id(4)] public PrinterState State { get; init; }

    /// <summary>Why it does not print, or does not answer; none where all is well.</summary>
    [Id(5)] public ReasonCode? Reason { get; init; }

    /// <summary>The papers that it has (PWG 5101.1), <c>*</c> where it does not say; empty where it does not answer.</summary>
    [Id(6)] public IReadOnlyList<string> Media { get; init; } = [];

    /// <summary>How many jobs wait in the printer itself, whoever sent them; none if it does not say.</summary>
    [Id(7)] public int? QueuedJobs { get; init; }

    /// <summary>Whether it is no printer but a print server that does not answer, so that its queues may not be known.</summary>
    [Id(8), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public bool IsServer { get; init; }
}
