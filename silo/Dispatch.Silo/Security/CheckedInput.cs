using System.Buffers;
using System.IO.Pipelines;

namespace Dispatch.Silo.Security;

/// <summary>The input of a client's connection, of which only checked messages can be read.</summary>
/// <param name="inner">What arrives.</param>
/// <param name="check">Checks it.</param>
/// <param name="refused">Told when it is refused; reading then fails, which closes the connection.</param>
internal sealed class CheckedInput(PipeReader inner, SenderCheck check, Action refused) : PipeReader
{
    private ReadOnlySequence<byte> _arrived;
    private long _checked;
    private bool _sawAll = true;

    /// <inheritdoc/>
    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var result = Take(await inner.ReadAsync(cancellationToken), out var isNew);
            if (isNew || result.IsCanceled || result.IsCompleted)
                return result;

            // What arrived is the beginning of a message whose sender is not there yet.
            inner.AdvanceTo(_arrived.Start, _arrived.End);
        }
    }

    /// <inheritdoc/>
    public override bool TryRead(out ReadResult result)
    {
        if (!inner.TryRead(out result))
            return false;
        result = Take(result, out var isNew);
        if (isNew || result.IsCanceled || result.IsCompleted)
            return true;
        inner.AdvanceTo(_arrived.Start, _arrived.End);
        return false;
    }

    /// <inheritdoc/>
    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    /// <inheritdoc/>
    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        // Who has examined all that was checked waits for more; so do we, behind what is not checked yet.
        _sawAll = _arrived.Slice(examined).Length <= _arrived.Length - _checked;
        _checked -= _arrived.Slice(0, consumed).Length;
        inner.AdvanceTo(consumed, _sawAll ? _arrived.End : examined);
    }

    /// <inheritdoc/>
    public override void CancelPendingRead() => inner.CancelPendingRead();

    /// <inheritdoc/>
    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    private ReadResult Take(ReadResult result, out bool isNew)
    {
        _arrived = result.Buffer;
        var known = _checked;
        try
        {
            _checked += check.Check(_arrived.Slice(_checked));
        }
        catch (ForgedSenderException)
        {
            refused();
            throw;
        }

        isNew = _checked > known || !_sawAll;
        return new ReadResult(_arrived.Slice(0, _checked), result.IsCanceled, result.IsCompleted);
    }
}
