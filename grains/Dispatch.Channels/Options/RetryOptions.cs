using System.Globalization;

namespace Dispatch.Channels.Options;

/// <summary>When a deferred dispatch is tried again: each wait doubles, varied by ±20 %.</summary>
public sealed class RetryOptions
{
    /// <summary>The wait after the first deferral.</summary>
    /// <value>Default: 1 minute (e-mail: 15 minutes); over zero.</value>
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest wait.</summary>
    /// <value>Default: 4 hours (e-mail: 3 hours, print: 15 minutes); not under <see cref="FirstDelay"/>. A longer wait finds a mended destination later.</value>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromHours(4);

    /// <summary>How long after the first attempt, or the first after a person's retry, a deferral becomes a refusal, which starts a fallback.</summary>
    /// <value>Default: 4 days (RFC 5321 §4.5.4.1 asks for 4 to 5); not under <see cref="FirstDelay"/>.</value>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(4);

    internal RetrySchedule ToSchedule() => new(FirstDelay, MaxDelay, GiveUpAfter);

    internal IEnumerable<string> FindErrors(string section)
    {
        if (FirstDelay <= TimeSpan.Zero)
            yield return string.Create(CultureInfo.InvariantCulture, $"{section}:Retry:FirstDelay is {FirstDelay}; use a time over 00:00:00.");
        if (MaxDelay < FirstDelay)
            yield return string.Create(CultureInfo.InvariantCulture, $"{section}:Retry:MaxDelay is {MaxDelay}; use at least FirstDelay ({FirstDelay}).");
        if (GiveUpAfter < FirstDelay)
            yield return string.Create(CultureInfo.InvariantCulture, $"{section}:Retry:GiveUpAfter is {GiveUpAfter}; use at least FirstDelay ({FirstDelay}).");
    }
}
