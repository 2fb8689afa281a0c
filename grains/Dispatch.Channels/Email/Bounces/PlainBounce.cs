using System.Text.RegularExpressions;
using MimeKit;

namespace Dispatch.Channels.Email.Bounces;

/// <summary>Recognizes what is written for people alone: qmail's notices, Exim's, Exchange's, and others with a status code in their text. Pure.</summary>
internal static partial class PlainBounce
{
    /// <summary>What the message says.</summary>
    /// <param name="message">A message without a machine-readable report.</param>
    /// <param name="text">Its text up to the returned message.</param>
    public static BounceFinding Read(MimeMessage message, string text)
    {
        var subject = message.Subject ?? "";
        var isLate = LateSubject().IsMatch(subject);
        var failed = message.Headers["X-Failed-Recipients"] is not null || QmailNotice().IsMatch(text);
        if (!failed && !isLate && IsAutomatic(message) && !FailureSubject().IsMatch(subject))
            return BounceFinding.AutoReply;

        var status = BounceStatus.FindInText(text);
        if (!failed && !(IsFromMailSystem(message) || FailureSubject().IsMatch(subject) || isLate))
            return BounceFinding.Unrecognized;
        if (isLate && !FailureSubject().IsMatch(subject))
            return IsFromMailSystem(message) || failed ? new BounceFinding(LateReceiptKind.Delayed, status) : BounceFinding.Unrecognized;
        return failed || status.Class > 0 ? BounceFinding.Failed(status) : BounceFinding.Unrecognized;
    }

    private static bool IsAutomatic(MimeMessage message) =>
        message.Headers["Auto-Submitted"] is { } submitted && !submitted.Trim().StartsWith("no", StringComparison.OrdinalIgnoreCase)
        || message.Headers["X-Autoreply"] is not null || message.Headers["X-Autorespond"] is not null || message.Headers["X-Auto-Response-Suppress"] is not null
        || message.Headers["Precedence"]?.Trim().ToLowerInvariant() is "bulk" or "auto_reply" or "junk" or "list";

    private static bool IsFromMailSystem(MimeMessage message) =>
        message.Headers["Return-Path"]?.Trim() == "<>" || (message.Headers["From"] is { } from && MailSystem().IsMatch(from));

    [GeneratedRegex(@"(mailer-?daemon|mail-?daemon|postmaster|mail delivery (sub)?system|microsoftexchange[0-9a-f]+)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MailSystem();

    [GeneratedRegex(@"undeliver|not delivered|delivery (status notification|failure|has failed|failed)|failure notice|returned mail|returned to sender|mail delivery failed|unzustellbar|nicht zugestellt|non remis|impossible de (remettre|livrer)|échec de (la )?remise|mancato recapito|non recapit", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FailureSubject();

    [GeneratedRegex(@"delayed|could not send message for past|will be retried|verzögert|retardé|ritard", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LateSubject();

    [GeneratedRegex(@"\A\s*Hi\. This is the .{1,200}(qmail-send|deliver)? ?program", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QmailNotice();
}
