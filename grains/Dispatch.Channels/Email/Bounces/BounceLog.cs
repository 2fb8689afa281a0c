using Microsoft.Extensions.Logging;

namespace Dispatch.Channels.Email.Bounces;

/// <summary>The bounce mailbox's log: mails by their numbers alone.</summary>
internal static partial class BounceLog
{
    [LoggerMessage(EventIds.BounceUnreadable, LogLevel.Warning, "Mail {Mail} of the bounce mailbox cannot be read ({ErrorType}) and is left for a person")]
    public static partial void BounceUnreadable(this ILogger logger, string mail, string errorType);
}
