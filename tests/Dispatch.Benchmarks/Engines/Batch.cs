using System.Globalization;

namespace Dispatch.Benchmarks.Engines;

/// <summary>
/// The invoices of one measurement, two dispatches each, and what has become of them. The sink does nothing: it counts the attempt, and lets the
/// first one of every twentieth dispatch fail, chosen by a hash of its key, so that every engine has the same failures.
/// </summary>
internal sealed class Batch
{
    public const int CallerCount = 8;
    public const string FirstDefinition = "d1";
    public const string SecondDefinition = "d2";

    /// <summary>What a dispatch carries besides its key, as much as the engine's own rows do.</summary>
    public const string Recipient =
        """{"role":"contractingParty","name":"Zoé Müller","address":{"street":"Seeweg","buildingNumber":"3","postalCode":"1200","city":"Genève","country":"CH"}}""";

    public static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private static Batch? _current;

    private readonly TaskCompletionSource _nearlySettled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _prefix;
    private readonly int _nearlyAllCount;
    private int _settledCount;
    private int _attemptCount;

    public Batch(string prefix, int invoiceCount)
    {
        (_prefix, InvoiceCount) = (prefix, invoiceCount);
        _nearlyAllCount = (int)(DispatchCount * 0.95);
        _current = this;
    }

    /// <summary>The one that is being worked on, for handlers that a framework makes by itself.</summary>
    public static Batch Current => _current ?? throw new InvalidOperationException("Nothing is being measured.");

    public int InvoiceCount { get; }

    public int DispatchCount => InvoiceCount * 2;

    public int SettledCount => Volatile.Read(ref _settledCount);

    public int AttemptCount => Volatile.Read(ref _attemptCount);

    /// <summary>How many attempts it takes when nothing is sent twice.</summary>
    public int NeededAttemptCount => DispatchCount + Numbers.Sum(number => Convert.ToInt32(FailsFirst(number, FirstDefinition)) + Convert.ToInt32(FailsFirst(number, SecondDefinition)));

    public IEnumerable<string> Numbers => Enumerable.Range(0, InvoiceCount).Select(NumberOf);

    /// <summary>When 95 % were settled.</summary>
    public Task NearlySettled => _nearlySettled.Task;

    /// <summary>When all were.</summary>
    public Task Settled => _settled.Task;

    public static bool FailsFirst(string number, string definition)
    {
        var hash = 2166136261u;
        foreach (var character in number)
            hash = (hash ^ character) * 16777619;
        hash = (hash ^ definition[^1]) * 16777619;
        hash ^= hash >> 15;
        hash *= 0x2c1b3c6d;
        hash ^= hash >> 12;
        return hash % 20 == 0;
    }

    public string NumberOf(int index) => string.Create(CultureInfo.InvariantCulture, $"{_prefix}-{index:D7}");

    /// <summary>Makes an attempt, its number counted from 1.</summary>
    /// <returns>False: it failed and is due again after <see cref="RetryDelay"/>.</returns>
    public bool TrySend(string number, string definition, int attempt)
    {
        Interlocked.Increment(ref _attemptCount);
        return attempt > 1 || !FailsFirst(number, definition);
    }

    /// <summary>Notes that dispatches were delivered.</summary>
    public void Settle(int count = 1)
    {
        var after = Interlocked.Add(ref _settledCount, count);
        if (after >= _nearlyAllCount && after - count < _nearlyAllCount)
            _nearlySettled.SetResult();
        if (after >= DispatchCount && after - count < DispatchCount)
            _settled.SetResult();
    }

    /// <summary>Lets eight callers finalize all invoices, each call with up to <paramref name="size"/> of them.</summary>
    public async Task FinalizeAsync(int size, Func<IReadOnlyList<string>, Task> finalizeAsync, CancellationToken cancellationToken)
    {
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, CallerCount).Select(_ => Task.Run(
            async () =>
            {
                while (!cancellationToken.IsCancellationRequested)
                {
                    var first = Interlocked.Add(ref next, size) - size;
                    if (first >= InvoiceCount)
                        return;
                    await finalizeAsync([.. Enumerable.Range(first, Math.Min(size, InvoiceCount - first)).Select(NumberOf)]);
                }
            },
            CancellationToken.None)));
    }
}
