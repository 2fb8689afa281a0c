namespace Dispatch.Storage.PostgreSql;

/// <summary>
/// Answers lookups that wait together by one query: under load a round trip and a plan for each would cost more than the lookups themselves.
/// A lookup never waits for a group to fill, only for a running query to end, and sees all that was committed before it was asked.
/// </summary>
/// <param name="readAsync">Reads the answers to some keys, each key once; a key without an answer is left out.</param>
/// <param name="none">The answer to a key that was left out.</param>
internal sealed class GroupedReads<TKey, TAnswer>(Func<IReadOnlyList<TKey>, Task<IReadOnlyDictionary<TKey, TAnswer>>> readAsync, TAnswer none)
    where TKey : notnull
{
    private const int MaxGroupSize = 200;
    private const int MaxQueryCount = 2;

    private readonly Lock _lock = new();
    private readonly Queue<(TKey Key, TaskCompletionSource<TAnswer> Answer)> _waiting = new();
    private int _queryCount;

    /// <summary>Looks <paramref name="key"/> up.</summary>
    public Task<TAnswer> ReadAsync(TKey key, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<TAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Enqueue((key, answer));
            if (_queryCount < MaxQueryCount)
            {
                _queryCount++;
                _ = Task.Run(RunAsync, CancellationToken.None);
            }
        }

        return answer.Task.WaitAsync(cancellationToken);
    }

    private async Task RunAsync()
    {
        while (Gather() is { Count: > 0 } group)
        {
            try
            {
                var answers = await readAsync([.. group.Select(read => read.Key).Distinct()]);
                foreach (var (key, answer) in group)
                    answer.SetResult(answers.GetValueOrDefault(key, none));
            }
            catch (Exception e)
            {
                foreach (var (_, answer) in group)
                    answer.TrySetException(e);
            }
        }
    }

    /// <summary>What waits; none ends this query's turn.</summary>
    private List<(TKey Key, TaskCompletionSource<TAnswer> Answer)> Gather()
    {
        lock (_lock)
        {
            var group = new List<(TKey, TaskCompletionSource<TAnswer>)>(Math.Min(_waiting.Count, MaxGroupSize));
            while (group.Count < MaxGroupSize && _waiting.TryDequeue(out var read))
                group.Add(read);
            if (group.Count == 0)
                _queryCount--;
            return group;
        }
    }
}
