using System.Diagnostics;
using System.Text.Json;
using Dispatch.Abstractions;

namespace Dispatch.CrashHost.Chaos;

/// <summary>A client app: imports, finalizes at its pace whatever happens, waits until nothing is open, lists what the engine shows. Says each step aloud.</summary>
internal sealed class ChaosClient(ChaosOrder order, TextReader input, TextWriter output) : IAsyncDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(250);

    private readonly PatientConnection _engine = new(order.Gateways, order.ClusterId);
    private readonly Lock _lock = new();
    private TimeSpan _slowest;

    /// <summary>Runs until all is settled and listed.</summary>
    public async Task RunAsync()
    {
        await ImportAsync();
        Say(CrashReport.Ready);

        var calls = new List<Task>();
        using (var pace = new PeriodicTimer(order.Pace))
        {
            foreach (var batch in order.Invoices.Chunk(order.BatchSize))
            {
                calls.Add(FinalizeAsync(batch));
                await pace.WaitForNextTickAsync();
            }
        }

        await Task.WhenAll(calls);
        Say($"{ChaosReport.Slowest} {_slowest:c}");
        Say(ChaosReport.Finalized);

        await input.ReadLineAsync();
        while ((await CountAsync()).Any(count => IsOpen(count.State)))
            await Task.Delay(_pause);
        await ListAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private async Task ImportAsync()
    {
        var problems = await _engine.CallAsync(client => client.Biller(CrashUtility.Biller.Id).PutAsync(CrashUtility.Biller));
        if (problems.Count > 0)
            throw new InvalidOperationException($"The biller is refused: {problems[0].Message}");

        foreach (var subscription in ChaosUtility.Subscriptions)
        {
            var answer = await _engine.CallAsync(client => client.Subscription(new SubscriptionId(subscription.Biller, subscription.Number)).PutAsync(subscription));
            if (!answer.IsAccepted)
                throw new InvalidOperationException($"The subscription {subscription.Number} is refused: {answer.Errors[0].Message}");
        }
    }

    /// <summary>Sends the same requests until each is answered for good.</summary>
    private async Task FinalizeAsync(string[] numbers)
    {
        var begunAt = Stopwatch.GetTimestamp();
        while (numbers.Length > 0)
        {
            var requests = numbers.Select(ChaosUtility.RequestOf).ToList();
            var answers = await _engine.CallAsync(client => client.FinalizeManyAsync(requests));
            var open = new List<string>();
            var retryAfter = TimeSpan.Zero;
            for (var i = 0; i < answers.Count; i++)
            {
                switch (answers[i])
                {
                    case FinalizeAnswer.Accepted accepted:
                        Say($"{CrashReport.Accepted} {JsonSerializer.Serialize(accepted.Invoice)}");
                        break;
                    case FinalizeAnswer.Repeated repeated:
                        Say($"{CrashReport.Repeated} {JsonSerializer.Serialize(repeated.Invoice)}");
                        break;
                    case FinalizeAnswer.Unavailable unavailable:
                        open.Add(numbers[i]);
                        retryAfter = unavailable.RetryAfter;
                        break;
                    default:
                        Say($"{CrashReport.Unexpected} {numbers[i]} {answers[i]}");
                        break;
                }
            }

            numbers = [.. open];
            if (open.Count > 0)
                await Task.Delay(retryAfter);
        }

        var elapsed = Stopwatch.GetElapsedTime(begunAt);
        lock (_lock)
            _slowest = elapsed > _slowest ? elapsed : _slowest;
    }

    private async Task ListAsync()
    {
        long? after = 0;
        while (after is { } from)
        {
            var page = await _engine.CallAsync(client => client.Catalog.ListInvoicesAsync(new InvoiceQuery { After = from }));
            foreach (var invoice in page.Items)
                Say($"{CrashReport.Invoice} {JsonSerializer.Serialize(invoice)}");
            after = page.Next;
        }

        Say($"{ChaosReport.Counts} {JsonSerializer.Serialize(await CountAsync())}");
        Say(CrashReport.Settled);
    }

    private Task<IReadOnlyList<StateCount>> CountAsync() => _engine.CallAsync(client => client.Catalog.CountAsync(run: null));

    private static bool IsOpen(DispatchState state) =>
        state is DispatchState.Pending or DispatchState.Sending or DispatchState.Submitted or DispatchState.Deferred or DispatchState.Unknown;

    private void Say(string line)
    {
        lock (_lock)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }
}
