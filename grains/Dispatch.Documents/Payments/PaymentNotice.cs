namespace Dispatch.Documents.Payments;

/// <summary>Why there is a text where a payment part would stand.</summary>
public enum PaymentNotice
{
    /// <summary>Nothing to pay, and no account was given.</summary>
    NothingToPay = 0,

    /// <summary>A credit note: the amount will be paid out or set off.</summary>
    CreditNote = 1,

    /// <summary>BT-81 is 49 or 59: the amount is collected from the buyer's account.</summary>
    DirectDebit = 2,

    /// <summary>Another way of paying (card, cash, already paid).</summary>
    OtherMeans = 3,
}
