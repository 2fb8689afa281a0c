namespace Dispatch.Benchmarks.Engines;

/// <summary>One way of getting dispatches sent, in a process and a database of its own.</summary>
internal interface IMeasuredEngine : IAsyncDisposable
{
    /// <summary>Ends only when its own workers have failed; a framework's look after themselves.</summary>
    Task Working => Task.Delay(Timeout.Infinite);

    /// <summary>Makes its tables and starts its workers.</summary>
    Task StartAsync();

    /// <summary>Whatever must exist before the batch is finalized and is no part of the measurement.</summary>
    Task PrepareAsync(Batch batch) => Task.CompletedTask;

    /// <summary>Accepts all invoices of a batch durably; sends go on meanwhile and after it.</summary>
    Task FinalizeAsync(Batch batch, CancellationToken cancellationToken);

    /// <summary>How many dispatches are settled by what stands in the database, over all batches.</summary>
    Task<long> CountSettledAsync();

    /// <summary>CPU seconds of reading the batch's files, for an engine that is given files; measured after the run, by itself.</summary>
    double? MeasureInput(Batch batch) => null;
}
