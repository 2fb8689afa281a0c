namespace Dispatch.Channels.Email;

/// <summary>Lets as many exchanges with a relay run at once as its <see cref="ConnectionLimit"/> says; the others wait in line.</summary>
internal sealed class ConnectionGate(int max, TimeSpan slowAnswer, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource> _waiting = [];
    private ConnectionLimit _limit = new(max);
    private int _usedCount;

    /// <summary>How many connections may be used at once now.</summary>
    public int Limit
    {
        get
        {
            lock (_lock)
                return _limit.Count;
        }
    }

    /// <summary>How many could be taken at once; less than zero by those who wait.</summary>
    public int FreeCount
    {
        get
        {
            lock (_lock)
                return _limit.Count - _usedCount - _waiting.Count;
        }
    }

    /// <summary>Waits for a turn.</summary>
    /// <returns>The epoch of the limit, for <see cref="Leave"/>; none if <paramref name="patience"/> ran out.</returns>
    public async Task<int?> EnterAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        LinkedListNode<TaskCompletionSource> turn;
        lock (_lock)
        {
            if (_usedCount < _limit.Count)
            {
                _usedCount++;
                return _limit.Epoch;
            }
            turn = _waiting.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        try
        {
            await turn.Value.Task.WaitAsync(patience, clock, cancellationToken);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            lock (_lock)
            {
                if (!turn.Value.Task.IsCompleted)
                {
                    _waiting.Remove(turn);
                    if (error is TimeoutException)
                        return null;
                    throw;
                }
            }
            // The turn came in the same moment: it is used, or given back by whoever sees the cancellation.
        }

        lock (_lock)
            return _limit.Epoch;
    }

    /// <summary>Ends an exchange.</summary>
    /// <param name="epoch">What <see cref="EnterAsync"/> gave.</param>
    /// <param name="signal">What it showed.</param>
    /// <param name="took">From its first command to its end.</param>
    public void Leave(int epoch, RelaySignal signal, TimeSpan took)
    {
        lock (_lock)
        {
            var isFull = _usedCount >= _limit.Count;
            _limit = signal switch
            {
                RelaySignal.Busy or RelaySignal.Fault => _limit.AfterPushback(epoch),
                RelaySignal.Fine => took > slowAnswer ? _limit.AfterPushback(epoch) : _limit.AfterAnswer(isFull),
                _ => _limit,
            };
            _usedCount--;
            while (_usedCount < _limit.Count && _waiting.First is { } next)
            {
                _waiting.RemoveFirst();
                _usedCount++;
                next.Value.SetResult();
            }
        }
    }
}
