using Dispatch.Channels.Options;

namespace Dispatch.Grains;

/// <summary>How long personal data are kept; section <c>Retention</c>.</summary>
public sealed class RetentionOptions
{
    /// <summary>
    /// How long after its finalization an invoice's personal data are removed: recipients, attachments, findings and documents. What proves that it was
    /// sent stays. An invoice with an open dispatch keeps everything.
    /// </summary>
    /// <value>Default: none, nothing is removed; 30 days to 100 years, written as <c>3650.00:00:00</c>.</value>
    [AllowedRange("Retention:PersonalDataAfter", "30.00:00:00", "36500.00:00:00")]
    public TimeSpan? PersonalDataAfter { get; set; }
}
