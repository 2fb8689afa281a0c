using System.Collections.Concurrent;
using SmtpServer;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Dispatch.Cli.Demo;

/// <summary>Takes every recipient, but some only at the second try.</summary>
internal sealed class DemoMailbox(IEnumerable<string> deferredOnce) : MailboxFilter
{
    private readonly ConcurrentDictionary<string, bool> _notYetDeferred =
        new(deferredOnce.Distinct(StringComparer.OrdinalIgnoreCase).Select(address => KeyValuePair.Create(address, true)), StringComparer.OrdinalIgnoreCase);
    private int _deferredCount;

    public int DeferredCount => Volatile.Read(ref _deferredCount);

    public override Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken)
    {
        if (!_notYetDeferred.TryRemove(to.AsAddress(), out _))
            return Task.FromResult(true);
        Interlocked.Increment(ref _deferredCount);
        throw new SmtpResponseException(new SmtpResponse(SmtpReplyCode.Aborted, "4.7.1 Greylisted, try again later"));
    }
}
