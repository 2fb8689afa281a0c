using MimeKit;
using MimeKit.Cryptography;

namespace Dispatch.Channels.Email.Dkim;

/// <summary>Signs messages with the keys of their sender's domain. Any number of calls may run at once.</summary>
internal sealed class DkimSignatures
{
    private static readonly string[] Signed =
    [
        "From", "Reply-To", "To", "Subject", "Date", "Message-Id", "MIME-Version", "Content-Type", "Auto-Submitted", "X-Dispatch-Id",
    ];

    /// <summary>Named once more than they occur, so that a second one cannot be added on the way (RFC 6376 §8.15).</summary>
    private static readonly string[] Closed = ["From", "Reply-To", "To", "Subject", "Date", "Message-Id", "MIME-Version", "Content-Type"];

    private readonly Dictionary<string, List<DkimHeaderSigner>> _signers;

    /// <summary>Reads the keys, which were tried when the options were checked.</summary>
    public DkimSignatures(IEnumerable<DkimKeyOptions> keys, TimeProvider clock) => _signers = keys
        .Select(key => new DkimHeaderSigner(DkimPrivateKey.Read(key.PrivateKeyFile), DkimDomain.Normalize(key.Domain)!, key.Selector, clock))
        .GroupBy(signer => signer.Domain, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => InOrder(group), StringComparer.Ordinal);

    /// <summary>Adds a signature of each key of the sender's domain, or of the nearest domain above it that has one; none without such keys.</summary>
    /// <param name="message">A finished message: whatever is changed later breaks the signatures.</param>
    /// <returns>False: there are keys, but none for this sender.</returns>
    public bool Sign(MimeMessage message)
    {
        if (_signers.Count == 0)
            return true;

        var signers = Find(MessageFaults.DomainOf(message.From.Mailboxes.Single()));
        if (signers.Count == 0)
            return false;

        var format = InvoiceMessage.FormatOf(message);
        var headers = Signed.Where(name => name.StartsWith("Content-", StringComparison.Ordinal) || message.Headers.Contains(name)).Concat(Closed).ToList();
        foreach (var signer in signers)
            signer.Sign(format, message, headers);
        return true;
    }

    /// <summary>Each signature goes above the earlier ones: RSA, which every receiver can check, shall be the first that it reads.</summary>
    private static List<DkimHeaderSigner> InOrder(IEnumerable<DkimHeaderSigner> signers) =>
        [.. signers.OrderBy(signer => signer.SignatureAlgorithm == DkimSignatureAlgorithm.RsaSha256).ThenBy(signer => signer.Selector, StringComparer.Ordinal)];

    private List<DkimHeaderSigner> Find(string domain)
    {
        for (var name = domain; name.Length > 0; name = name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            if (_signers.TryGetValue(name, out var signers))
                return signers;
            if (!name.Contains('.', StringComparison.Ordinal))
                break;
        }

        return [];
    }
}
