namespace Dispatch.Documents.Payments;

/// <summary>What the last page offers for paying.</summary>
public abstract record PaymentPart
{
    private PaymentPart() { }

    /// <summary>The Swiss QR-bill with receipt; with amount 0 its "do not use for payment" form.</summary>
    /// <param name="Bill">What is printed and encoded.</param>
    public sealed record SwissQr(SwissQrBill Bill) : PaymentPart;

    /// <summary>An EPC QR code (EPC069-12) beside a line of text, for euro accounts outside Switzerland and Liechtenstein.</summary>
    /// <param name="Transfer">What is printed and encoded.</param>
    public sealed record EpcQr(EpcCreditTransfer Transfer) : PaymentPart;

    /// <summary>Account and reference as plain text, where no code can be drawn (another currency, an account that is no IBAN).</summary>
    /// <param name="Number">BT-84 as printed.</param>
    /// <param name="Reference">BT-83.</param>
    public sealed record Account(string Number, string? Reference) : PaymentPart;

    /// <summary>A line of text in the invoice's language instead of a payment part.</summary>
    /// <param name="Kind">Which text.</param>
    public sealed record Notice(PaymentNotice Kind) : PaymentPart;
}
