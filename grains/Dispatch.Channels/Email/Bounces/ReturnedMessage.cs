using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace Dispatch.Channels.Email.Bounces;

/// <summary>Takes a mail apart: what it says itself, and what it returns of the message that it is about. Pure.</summary>
/// <param name="Text">Its own text, without what it returns; at most 64 KiB.</param>
/// <param name="DispatchName">The <c>X-Dispatch-Id</c> of the returned message.</param>
/// <param name="MessageId">The Message-ID of the returned message.</param>
internal sealed partial record ReturnedMessage(string Text, string? DispatchName, string? MessageId)
{
    private const int MaxText = 64 * 1024;

    /// <summary>Takes <paramref name="message"/> apart.</summary>
    public static ReturnedMessage Of(MimeMessage message)
    {
        var text = new StringBuilder();
        HeaderList? returned = null;
        foreach (var part in PartsOf(message.Body))
        {
            switch (part)
            {
                case MessagePart { Message: { } inner }:
                    returned ??= inner.Headers;
                    break;
                case MimePart headers when headers.ContentType.MimeType.EndsWith("rfc822-headers", StringComparison.OrdinalIgnoreCase):
                    returned ??= HeadersIn(headers);
                    break;
                case TextPart own when text.Length < MaxText:
                    text.Append(own.IsHtml ? Tag().Replace(own.Text, " ") : own.Text).Append('\n');
                    break;
            }
        }

        var whole = text.Length > MaxText ? text.ToString(0, MaxText) : text.ToString();
        var marker = Marker().Match(whole);
        var before = marker.Success ? whole[..marker.Index] : whole;
        var after = !marker.Success ? "" : marker.Groups["field"].Success ? whole : whole[marker.Index..];    // a field may stand anywhere among the others
        return new ReturnedMessage(
            before,
            Short(returned?["X-Dispatch-Id"] ?? Field(DispatchField(), after)),
            Short((returned?["Message-Id"] ?? Field(MessageField(), after))?.Trim().Trim('<', '>')));
    }

    /// <summary>All parts, outermost first; a returned message is not looked into.</summary>
    private static IEnumerable<MimeEntity> PartsOf(MimeEntity? entity) => entity switch
    {
        null => [],
        Multipart multipart => multipart.SelectMany(PartsOf),
        _ => [entity],
    };

    private static HeaderList? HeadersIn(MimePart part)
    {
        if (part.Content is null)
            return null;
        using var content = new MemoryStream();
        part.Content.DecodeTo(content);
        content.Write("\r\n\r\n"u8);
        content.Position = 0;
        try
        {
            return HeaderList.Load(content);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string? Field(Regex field, string text) => field.Match(text) is { Success: true } match ? match.Groups["value"].Value : null;

    /// <summary>A value that can be looked for; anybody can write anything into a mail, also what no database takes.</summary>
    private static string? Short(string? value) => value?.Trim() is { Length: > 0 and <= 512 } trimmed && !HeaderText.IsUnsafe(trimmed) ? trimmed : null;

    [GeneratedRegex("<[^<>]{0,1000}>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^[ >]*(--- Below this line is a copy|-{2,}[ -]*(This is a copy of|(Start of|Begin) returned|Returned message|Original message|Forwarded message|Unsent message)|Original message headers:|(?<field>X-Dispatch-Id:))", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marker();

    [GeneratedRegex(@"^[ >]*X-Dispatch-Id:[ \t]*(?<value>[^\r\n]+)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DispatchField();

    [GeneratedRegex(@"^[ >]*Message-ID:[ \t]*<(?<value>[^<>\r\n]+)>", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MessageField();
}
