using Hangfire;
using Hangfire.Server;

namespace Dispatch.Benchmarks.Engines.Competitors;

/// <summary>What Hangfire runs.</summary>
public static class HangfireJob
{
    /// <summary>Makes an attempt.</summary>
    [AutomaticRetry(Attempts = 3, DelaysInSeconds = [1], LogEvents = false)]
    public static void Send(string number, string definition, string recipient, PerformContext? context)
    {
        // Asking for the attempt's number costs a query, so only those ask that would fail.
        var attempt = Batch.FailsFirst(number, definition) ? context!.GetJobParameter<int>("RetryCount") + 1 : 1;
        if (!Batch.Current.TrySend(number, definition, attempt))
            throw new FirstAttemptFailedException();
        Batch.Current.Settle();
    }
}
