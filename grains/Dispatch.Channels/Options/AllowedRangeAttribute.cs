using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Dispatch.Channels.Options;

/// <summary>A range whose message names the key, the value and the mend.</summary>
/// <param name="key">The full configuration key, for example <c>Email:EndOfDataTimeout</c>.</param>
/// <param name="minimum">The least allowed value, as configuration writes it.</param>
/// <param name="maximum">The greatest allowed value.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AllowedRangeAttribute(string key, string minimum, string maximum) : ValidationAttribute
{
    /// <summary>Why the range is what it is; optional.</summary>
    public string? Because { get; init; }

    /// <inheritdoc/>
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var within = value switch
        {
            null => true,
            TimeSpan time => time >= TimeSpan.Parse(minimum, CultureInfo.InvariantCulture) && time <= TimeSpan.Parse(maximum, CultureInfo.InvariantCulture),
            _ => Convert.ToInt64(value, CultureInfo.InvariantCulture) is var number
                && number >= long.Parse(minimum, CultureInfo.InvariantCulture) && number <= long.Parse(maximum, CultureInfo.InvariantCulture),
        };
        if (within)
            return ValidationResult.Success;

        var reason = Because is null ? "" : $" ({Because})";
        return new ValidationResult(string.Create(CultureInfo.InvariantCulture, $"{key} is {value}; use {minimum} to {maximum}{reason}."));
    }
}
