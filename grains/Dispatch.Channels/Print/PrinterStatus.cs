using Dispatch.Abstractions;

namespace Dispatch.Channels.Print;

/// <summary>How a printer stands, as it says itself.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Uri">Where it is, without credentials.</param>
/// <param name="Condition">Whether it prints.</param>
/// <param name="Reason">Why it does not, or why it does not answer; none where all is well.</param>
/// <param name="Media">The papers that it has, names of PWG 5101.1 and <c>*</c> where it does not say; empty where it does not answer.</param>
/// <param name="QueuedJobs">How many jobs wait in it; none if it does not say.</param>
public sealed record PrinterStatus(
    string Name, string Uri, PrinterCondition Condition, ReasonCode? Reason, IReadOnlyList<string> Media, int? QueuedJobs)
{
    /// <summary>Whether it is a print server, which is shown only while it does not answer.</summary>
    public bool IsServer { get; init; }
}
