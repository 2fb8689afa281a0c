namespace Dispatch.Channels;

/// <summary>Exponential back-off: the n-th wait is <c>FirstDelay × 2^(n-1)</c>, at most <c>MaxDelay</c>, varied by ±20 % of jitter.</summary>
/// <param name="FirstDelay">The wait after the first deferral; over zero.</param>
/// <param name="MaxDelay">The longest wait.</param>
/// <param name="GiveUpAfter">How long after the first attempt, or the first after a person's retry, a deferral becomes a refusal.</param>
public sealed record RetrySchedule(TimeSpan FirstDelay, TimeSpan MaxDelay, TimeSpan GiveUpAfter);
