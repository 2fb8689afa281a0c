using MimeKit;

namespace Dispatch.Channels.Email.Bounces;

/// <summary>What an envelope says besides the recipient, equal in every attempt.</summary>
/// <param name="Sender">Where the message comes back to.</param>
/// <param name="Id">The envelope id (RFC 3461 §4.4) for a relay that offers delivery reports; none: none is given.</param>
internal sealed record SmtpEnvelope(MailboxAddress Sender, string? Id);
