using Dispatch.Abstractions;
using Dispatch.Channels;

namespace Dispatch.Tests.Grains.Receipts;

/// <summary>A source whose messages a test writes, for moments that a real mailbox cannot be made to give.</summary>
internal sealed class ScriptedReceiptSource : IReceiptSource
{
    private readonly Lock _lock = new();
    private readonly List<LateReceipt> _messages = [];
    private TaskCompletionSource _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ReceiptSourceException? _failure;

    public string Name => "bounces";

    public bool IsConfigured => true;

    /// <summary>Grows when the messages are numbered anew.</summary>
    public long Epoch { get; set; } = 7;

    public int OpenCount { get; private set; }

    public int GivenCount { get; private set; }

    /// <summary>What it fails with from now on; none: it does not.</summary>
    public ReasonCode? Failure
    {
        set
        {
            _failure = value is { } reason ? new ReceiptSourceException(reason) : null;
            Signal();
        }
    }

    public void Arrive(LateReceiptKind kind, ReceiptReference reference, string code = "5.1.1")
    {
        lock (_lock)
        {
            var reason = kind == LateReceiptKind.SoftBounce ? ReasonCode.QuotaExceeded : ReasonCode.RecipientRefused;
            _messages.Add(new LateReceipt(kind, reason, code, reference, new Proof("imap", $"{Epoch}/{_messages.Count + 1}")));
        }

        Signal();
    }

    public async Task FollowAsync(ReceiptPosition? position, Action opened, Func<ReceiptBatch, Task> take, CancellationToken cancellationToken)
    {
        if (_failure is { } closed)
            throw closed;
        OpenCount++;
        var last = position?.Epoch == Epoch ? (int)position.Last : 0;
        while (true)
        {
            var arrival = _arrival.Task;
            if (_failure is { } failure)
                throw failure;
            List<LateReceipt> next;
            lock (_lock)
                next = [.. _messages.Skip(last)];
            if (next.Count > 0)
            {
                last += next.Count;
                await take(new ReceiptBatch(new ReceiptPosition(Epoch, last), next));
                GivenCount += next.Count;
            }

            opened();
            await arrival.WaitAsync(cancellationToken);
        }
    }

    private void Signal()
    {
        var arrival = _arrival;
        _arrival = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        arrival.TrySetResult();
    }
}
