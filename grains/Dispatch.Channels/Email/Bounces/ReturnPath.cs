using MimeKit;

namespace Dispatch.Channels.Email.Bounces;

/// <summary>The envelope sender of each message (VERP): <c>bounces+TOKEN@stadtwerke.example</c>. It is the same in every attempt.</summary>
internal sealed class ReturnPath
{
    private readonly string? _local;
    private readonly string _domain = "";

    /// <summary>Reads <c>local@domain</c>; none means that the biller's own address stays the envelope sender.</summary>
    public ReturnPath(string? address)
    {
        if (string.IsNullOrEmpty(address))
            return;
        var at = address.LastIndexOf('@');
        (_local, _domain) = (address[..at], address[(at + 1)..]);
    }

    /// <summary>The envelope sender of a shipment.</summary>
    /// <param name="shipment">The shipment.</param>
    /// <param name="sender">The biller's own address.</param>
    public MailboxAddress SenderOf(Shipment shipment, MailboxAddress sender) =>
        _local is null || shipment.RowId <= 0 ? sender : new MailboxAddress("", $"{_local}+{TokenOf(shipment)}@{_domain}");

    /// <summary>The envelope id (RFC 3461 §4.4) of a shipment; none for one that has no row.</summary>
    public static string? EnvelopeIdOf(Shipment shipment) => shipment.RowId <= 0 ? null : TokenOf(shipment);

    /// <summary>The token in an address, if it is one of this return path.</summary>
    /// <param name="address">The address, its domain in punycode as the return path's.</param>
    public string? TokenIn(string address)
    {
        if (_local is null)
            return null;
        var (plus, at) = (_local.Length, address.LastIndexOf('@'));
        return at > plus + 1 && address[plus] == '+'
            && address.StartsWith(_local, StringComparison.OrdinalIgnoreCase)
            && address.AsSpan(at + 1).Equals(_domain, StringComparison.OrdinalIgnoreCase)
            && ReturnToken.TryReadRowId(address[(plus + 1)..at], out _)
                ? address[(plus + 1)..at]
                : null;
    }

    private static string TokenOf(Shipment shipment) => ReturnToken.Of(shipment.RowId, shipment.Key, shipment.Document.Hash);
}
