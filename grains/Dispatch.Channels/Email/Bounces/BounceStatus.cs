using System.Globalization;
using System.Text.RegularExpressions;
using Dispatch.Abstractions;

namespace Dispatch.Channels.Email.Bounces;

/// <summary>Why a message came back: an enhanced status code (RFC 3463), or a reply code where there is none. Pure.</summary>
/// <param name="Class">4 or 5; 0 if there was no code at all.</param>
/// <param name="Detail">Subject and detail, for example <c>1.1</c>; empty if only a reply code is known.</param>
/// <param name="Reply">The reply code; 0 if there was none.</param>
internal sealed partial record BounceStatus(int Class, string Detail, int Reply)
{
    /// <summary>Nothing was said.</summary>
    public static BounceStatus None { get; } = new(0, "", 0);

    /// <summary>The code as it is kept: the enhanced one, else the reply code, else none.</summary>
    public string? Code => Detail.Length > 0 ? $"{Class}.{Detail}" : Reply > 0 ? Reply.ToString(CultureInfo.InvariantCulture) : null;

    /// <summary>
    /// Whether the address itself does not work, as opposed to a full mailbox, a policy, a size or a host that does not answer. Many servers say
    /// no more than 550 or 5.0.0 of a mailbox that does not exist.
    /// </summary>
    public bool IsHard => Class == 5 && (Detail is "0.0" or "2.0" or "2.1" or "4.4" or "6.7" || (Detail is ['1', '.', ..] && Detail is not ("1.7" or "1.8"))
        || (Detail.Length == 0 && Reply is 550 or 551 or 553));

    /// <summary>The word for it.</summary>
    public ReasonCode Reason => (Detail, Reply) switch
    {
        ("2.2", _) => ReasonCode.QuotaExceeded,
        ("3.1", _) => ReasonCode.QuotaExceeded,
        ("2.3" or "3.4", _) => ReasonCode.SizeExceeded,
        ("1.7" or "1.8", _) => ReasonCode.ContentRefused,
        ("6.7", _) => ReasonCode.RecipientRefused,
        ("4.7", _) => ReasonCode.Timeout,
        (['7', ..] or ['6', ..], _) => ReasonCode.ContentRefused,
        (['1' or '2', ..], _) => ReasonCode.RecipientRefused,
        ("4.4", _) => ReasonCode.RecipientRefused,
        (['4', ..], _) => ReasonCode.ChannelUnavailable,
        ("0.0", _) when Class == 5 => ReasonCode.RecipientRefused,
        ("", 550 or 551 or 553) => ReasonCode.RecipientRefused,
        ("", 552 or 452) => ReasonCode.QuotaExceeded,
        ("", 554) => ReasonCode.ContentRefused,
        _ => ReasonCode.Other,
    };

    /// <summary>Reads a status field or a diagnostic text: the enhanced code that follows a reply code, else the first of its own, else the reply code.</summary>
    public static BounceStatus Find(string? text) => Find(text, Enhanced());

    /// <summary>
    /// Reads a text for people, in which dates and versions look like codes: one that follows neither a reply code nor <c>#</c> counts only if it is
    /// registered (RFC 5248), and not from x.7.20 on, which are days of July.
    /// </summary>
    public static BounceStatus FindInText(string? text) => Find(text, Registered());

    private static BounceStatus Find(string? text, Regex alone)
    {
        if (string.IsNullOrEmpty(text))
            return None;
        var match = WithReply().Match(text);
        if (!match.Success)
            match = alone.Match(text);
        if (!match.Success)
            match = ReplyAlone().Match(text);
        if (!match.Success)
            return None;

        var reply = match.Groups["reply"].Success ? int.Parse(match.Groups["reply"].ValueSpan, CultureInfo.InvariantCulture) : 0;
        return match.Groups["class"].Success
            ? new BounceStatus(match.Groups["class"].ValueSpan[0] - '0', match.Groups["detail"].Value, reply)
            : new BounceStatus(reply / 100, "", reply);
    }

    /// <summary>The more telling of two: a code with a subject before <c>5.0.0</c>, any code before none.</summary>
    public BounceStatus Or(BounceStatus other) => Class == 0 || (Detail is "0.0" or "" && other.Detail.Length > 0 && other.Class == Class) ? other : this;

    [GeneratedRegex(@"(?<![0-9.])(?<reply>[45][0-9]{2})[ \-#]{1,2}\(?#?(?<class>[45])\.(?<detail>[0-7]\.[0-9]{1,3})(?![0-9.]*[0-9])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WithReply();

    [GeneratedRegex(@"(?<![0-9.])(?<class>[45])\.(?<detail>[0-7]\.[0-9]{1,3})(?![0-9.]*[0-9])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Enhanced();

    [GeneratedRegex(@"(?<![0-9.])(?<class>[45])\.(?<detail>(?<=#[45]\.)[0-7]\.[0-9]{1,3}|0\.0|1\.(?:[0-9]|10)|2\.[0-4]|3\.[0-5]|4\.[0-7]|5\.[0-6]|6\.(?:[0-9]|10)|7\.1?[0-9])(?![0-9.]*[0-9])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Registered();

    [GeneratedRegex(@"(?:\A|[\s:;(<>""'\[])(?<reply>4[2-5][0-9]|5[0-5][0-9])(?=[ \-][^0-9\s])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReplyAlone();
}
