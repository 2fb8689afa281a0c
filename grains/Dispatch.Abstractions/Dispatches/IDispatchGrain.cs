namespace Dispatch.Abstractions;

/// <summary>Follows one invoice through one channel until it is settled. Key: <see cref="DispatchId"/>. All commands can be repeated safely.</summary>
[ClientFacing]
public interface IDispatchGrain : IGrainWithStringKey
{
    /// <summary>Ends it before delivery: at once if it is pending, deferred, held or standby; while sending if the attempt ends deferred, else it is too late.</summary>
    [Alias("cancel")]
    Task<DispatchCommandAnswer> CancelAsync();

    /// <summary>Stops it until a person retries it.</summary>
    [Alias("hold")]
    Task<DispatchCommandAnswer> HoldAsync();

    /// <summary>Makes it due now: deferred, unknown or held; or refused without an activated fallback.</summary>
    [Alias("retry")]
    Task<DispatchCommandAnswer> RetryAsync();

    /// <summary>Sends what was sent before once more, as a copy with an id of its own that says who asked for it and why. Repeating it makes another copy.</summary>
    /// <param name="reason">Why, at most 200 characters.</param>
    /// <param name="by">Who, at most 100 characters.</param>
    [Alias("resend")]
    Task<ResendAnswer> ResendAsync(string reason, string by);
}
