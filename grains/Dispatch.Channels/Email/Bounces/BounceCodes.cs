using System.Globalization;

namespace Dispatch.Channels.Email.Bounces;

/// <summary>What a kept status code means.</summary>
public static class BounceCodes
{
    /// <summary>Whether the address itself does not work.</summary>
    /// <param name="code">An enhanced status code such as <c>5.1.1</c>, or a reply code such as <c>550</c>; none: nothing was said.</param>
    public static bool IsHard(string? code) => int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var reply)
        ? new BounceStatus(reply / 100, "", reply).IsHard
        : BounceStatus.Find(code).IsHard;
}
