using Orleans.Concurrency;

namespace Dispatch.Abstractions;

/// <summary>
/// A run: many invoices finalized together, provably complete. Key: the run's id. Its inputs are staged through <see cref="IRunStagingGrain"/>;
/// from then on it goes on by itself, whoever dies: it is validated as a whole, waits for a confirmation, and is finalized item by item.
/// </summary>
[Alias("dispatch.billing-run-grain.v1"), ClientFacing]
public interface IBillingRunGrain : IGrainWithStringKey
{
    /// <summary>
    /// Opens the run for its inputs, or goes on with it. The same inputs again resume it: what is definitive stays, what was refused or cancelled
    /// is checked again. Other inputs take the place of those of a run of which nothing is definitive, else they are refused.
    /// </summary>
    [Alias("open")]
    Task<RunAnswer> OpenAsync(RunOrder order);

    /// <summary>All inputs are staged: the membership is closed, and the checks begin. Repeating it changes nothing.</summary>
    /// <returns>Refused as long as inputs are missing.</returns>
    [Alias("close")]
    Task<RunAnswer> CloseAsync();

    /// <summary>Finalizes what can be finalized, in a run that waits for its confirmation. Repeating it changes nothing.</summary>
    /// <param name="printer">The printer of letters whose definition names none.</param>
    /// <param name="by">Who confirms, at most 100 characters.</param>
    [Alias("confirm")]
    Task<RunAnswer> ConfirmAsync(string? printer, string by);

    /// <summary>
    /// Stops finalizing and sending the run's invoices, on all silos within 2 seconds. Attempts past their point of no return finish, others are cut short
    /// and count as none.
    /// </summary>
    /// <param name="reason">Why, at most 200 characters.</param>
    /// <param name="by">Who, at most 100 characters.</param>
    [Alias("pause")]
    Task<RunAnswer> PauseAsync(string reason, string by);

    /// <summary>Ends a pause.</summary>
    [Alias("resume")]
    Task<RunAnswer> ResumeAsync(string by);

    /// <summary>Cancels all of the run that is not definitive. What is definitive is dispatched all the same.</summary>
    /// <param name="reason">Why, at most 200 characters.</param>
    /// <param name="by">Who, at most 100 characters.</param>
    [Alias("cancel")]
    Task<RunAnswer> CancelAsync(string reason, string by);

    /// <summary>Reads how it stands; none if there is no such run. Counted from the rows, at most every few seconds.</summary>
    [Alias("get"), ReadOnly, AlwaysInterleave]
    Task<RunView?> GetAsync();

    /// <summary>Waits until something has changed or <paramref name="patience"/> is over, then reads it.</summary>
    /// <param name="knownStamp">The <see cref="RunView.Stamp"/> that the caller has seen; another one is answered at once.</param>
    /// <param name="patience">At most 5 seconds.</param>
    [Alias("wait-for-change"), ReadOnly, AlwaysInterleave]
    Task<RunView?> WaitForChangeAsync(long knownStamp, TimeSpan patience);

    /// <summary>The inputs that are refused, in their order.</summary>
    /// <param name="after">The <see cref="Page{T}.Next"/> of the page before; -1 for the first.</param>
    [Alias("list-refused"), ReadOnly, AlwaysInterleave]
    Task<Page<RunRefusal>> ListRefusedAsync(long after);
}
