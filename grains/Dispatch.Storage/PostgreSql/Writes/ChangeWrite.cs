using Dispatch.Storage.Dispatches;

namespace Dispatch.Storage.PostgreSql.Writes;

/// <summary>A write of one dispatch's progress.</summary>
internal sealed class ChangeWrite(ProgressWrite change, CancellationToken cancellationToken) : QueuedWrite<WriteResult>(cancellationToken)
{
    public ProgressWrite Change => change;

    public long Id => change.Id;
}
