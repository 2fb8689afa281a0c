namespace Dispatch.Storage.Runs;

/// <summary>A run in a list.</summary>
/// <param name="Row">Its row.</param>
/// <param name="HasOpen">Whether one of its dispatches is pending, sending, submitted, deferred or unknown.</param>
/// <param name="NeedsCare">Whether one bounced, was refused or is held.</param>
public sealed record RunListEntry(RunRow Row, bool HasOpen, bool NeedsCare);
