namespace Dispatch.Cli.Settling;

/// <summary>What has not settled yet.</summary>
/// <param name="Count">How many dispatches are open.</param>
/// <param name="NextAt">When the first of them moves next.</param>
internal sealed record OpenWork(long Count, DateTimeOffset? NextAt);
