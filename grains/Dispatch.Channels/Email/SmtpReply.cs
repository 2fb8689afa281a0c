using System.Globalization;
using System.Text.RegularExpressions;

namespace Dispatch.Channels.Email;

/// <summary>A relay's reply, reduced to its codes and queue id; the text stays behind.</summary>
/// <param name="Code">The reply code (RFC 5321), for example 250.</param>
/// <param name="Enhanced">The enhanced code (RFC 3463), for example <c>5.1.1</c>; empty if there was none.</param>
/// <param name="QueueId">The id under which the relay's log knows the message, if it is recognized; otherwise empty.</param>
internal sealed partial record SmtpReply(int Code, string Enhanced, string QueueId)
{
    /// <summary>The code by which a relay closes the connection, at any time (RFC 5321 §3.8).</summary>
    public const int Closing = 421;

    /// <summary>Reduces a reply: its code and its text without code, lines separated by line feeds.</summary>
    public static SmtpReply From(int code, string? text)
    {
        text ??= "";
        var enhanced = EnhancedCode().Match(text).Value;
        var queueId = QueueIdPattern().Match(text).Groups["id"].Value;
        return new SmtpReply(code, enhanced, queueId);
    }

    /// <summary>The codes as they are shown: <c>550 5.1.1</c>.</summary>
    public string Codes => string.Join(' ', new[] { Code.ToString(CultureInfo.InvariantCulture), Enhanced }.Where(part => part.Length > 0));

    /// <summary>The codes and the queue id.</summary>
    /// <param name="relay">The relay's configured name, where several could have given the id.</param>
    public Proof ToProof(string? relay = null) => new("smtp", string.Join(' ', new[] { Codes, QueueId, relay is null ? "" : $"via {relay}" }.Where(part => part.Length > 0)));

    [GeneratedRegex(@"(?<=\A\s*)[245]\.\d{1,3}\.\d{1,3}(?=\s|\z)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EnhancedCode();

    /// <summary>Postfix and smtp-sink "queued as ID", Exim "id=ID", Exchange "InternalId=N", Sendmail "ID Message accepted". An id holds a digit and no '@'.</summary>
    [GeneratedRegex(@"(?:queued as |\bid=|\bInternalId=|\A\s*2\.0\.0 (?=\S+ Message accepted))(?<id>(?=[A-Za-z-]*\d)[A-Za-z0-9-]{1,64})(?=[\s,;)\]]|\z)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QueueIdPattern();
}
