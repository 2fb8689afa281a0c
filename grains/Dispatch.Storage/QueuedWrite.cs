using System.Diagnostics;

namespace Dispatch.Storage;

/// <summary>One caller's write on its way through a group-committing writer.</summary>
internal abstract class QueuedWrite
{
    public long QueuedAt { get; } = Stopwatch.GetTimestamp();

    /// <summary>Whether its caller has its answer.</summary>
    public abstract bool IsAnswered { get; }

    /// <summary>Takes it for execution. False: its caller has given up, and nothing was written.</summary>
    public abstract bool TryBegin();

    /// <summary>Answers with what its execution found; only after the commit.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception error);
}
