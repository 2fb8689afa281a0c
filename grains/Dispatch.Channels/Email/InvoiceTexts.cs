using Dispatch.Abstractions;

namespace Dispatch.Channels.Email;

/// <summary>The words of a message in one language. <c>{0}</c> is the number, <c>{1}</c> the date, or what the name says.</summary>
internal sealed record InvoiceTexts
{
    public required string Code { get; init; }
    public required string Invoice { get; init; }
    public required string CreditNote { get; init; }
    public required string Greeting { get; init; }
    public required string InvoiceIntroduction { get; init; }
    public required string CreditNoteIntroduction { get; init; }
    public required string AmountDue { get; init; }
    public required string AmountCredited { get; init; }
    public required string DueDate { get; init; }
    public required string NothingToPay { get; init; }
    public required string CreditFollows { get; init; }
    public required string Questions { get; init; }
    public required string Closing { get; init; }

    private static readonly InvoiceTexts German = new()
    {
        Code = "de",
        Invoice = "Rechnung",
        CreditNote = "Gutschrift",
        Greeting = "Guten Tag {0}",
        InvoiceIntroduction = "Im Anhang finden Sie Ihre Rechnung {0} vom {1} als PDF.",
        CreditNoteIntroduction = "Im Anhang finden Sie Ihre Gutschrift {0} vom {1} als PDF.",
        AmountDue = "Betrag",
        AmountCredited = "Guthaben",
        DueDate = "Zahlbar bis",
        NothingToPay = "Sie müssen nichts bezahlen.",
        CreditFollows = "Dieser Betrag ist zu Ihren Gunsten; Sie müssen nichts bezahlen.",
        Questions = "Haben Sie Fragen? Antworten Sie einfach auf diese Nachricht.",
        Closing = "Freundliche Grüsse",
    };

    private static readonly InvoiceTexts French = new()
    {
        Code = "fr",
        Invoice = "Facture",
        CreditNote = "Note de crédit",
        Greeting = "Bonjour {0},",
        InvoiceIntroduction = "Vous trouverez ci-joint votre facture {0} du {1} au format PDF.",
        CreditNoteIntroduction = "Vous trouverez ci-joint votre note de crédit {0} du {1} au format PDF.",
        AmountDue = "Montant",
        AmountCredited = "Solde en votre faveur",
        DueDate = "À payer jusqu’au",
        NothingToPay = "Vous n’avez rien à payer.",
        CreditFollows = "Ce montant est en votre faveur; vous n’avez rien à payer.",
        Questions = "Une question? Il vous suffit de répondre à ce message.",
        Closing = "Meilleures salutations",
    };

    private static readonly InvoiceTexts Italian = new()
    {
        Code = "it",
        Invoice = "Fattura",
        CreditNote = "Nota di credito",
        Greeting = "Buongiorno {0}",
        InvoiceIntroduction = "In allegato trova la Sua fattura {0} del {1} in formato PDF.",
        CreditNoteIntroduction = "In allegato trova la Sua nota di credito {0} del {1} in formato PDF.",
        AmountDue = "Importo",
        AmountCredited = "Saldo a Suo favore",
        DueDate = "Da pagare entro il",
        NothingToPay = "Non deve pagare nulla.",
        CreditFollows = "Questo importo è a Suo favore; non deve pagare nulla.",
        Questions = "Ha domande? Risponda semplicemente a questo messaggio.",
        Closing = "Cordiali saluti",
    };

    private static readonly InvoiceTexts English = new()
    {
        Code = "en",
        Invoice = "Invoice",
        CreditNote = "Credit note",
        Greeting = "Hello {0},",
        InvoiceIntroduction = "Please find attached your invoice {0} of {1} as a PDF.",
        CreditNoteIntroduction = "Please find attached your credit note {0} of {1} as a PDF.",
        AmountDue = "Amount",
        AmountCredited = "Balance in your favour",
        DueDate = "Please pay by",
        NothingToPay = "There is nothing for you to pay.",
        CreditFollows = "This amount is in your favour; there is nothing for you to pay.",
        Questions = "Any questions? Simply reply to this message.",
        Closing = "Kind regards",
    };

    /// <summary>The words of <paramref name="language"/>.</summary>
    public static InvoiceTexts Of(Language language) => language switch
    {
        Language.De => German,
        Language.Fr => French,
        Language.It => Italian,
        _ => English,
    };
}
