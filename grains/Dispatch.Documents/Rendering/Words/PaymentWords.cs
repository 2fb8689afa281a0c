using Dispatch.Documents.Payments;

namespace Dispatch.Documents.Rendering.Words;

/// <summary>The words around the amount due and the ways of paying it.</summary>
internal sealed class PaymentWords(DocumentLanguage language)
{
    public string ToPay => language.Pick("Zu zahlen", "À payer", "Da pagare", "Amount due");

    public string ToPayBy(string date) => language.Pick($"Zu zahlen bis {date}", $"À payer jusqu’au {date}", $"Da pagare entro il {date}", $"Amount due by {date}");

    public string Credit => language.Pick("Ihr Guthaben", "Votre avoir", "Vostro credito", "Your credit");

    public string Debited => language.Pick("Wird Ihrem Konto belastet", "Sera débité de votre compte", "Addebitato sul vostro conto", "Collected from your account");

    public string DebitedOn(string date) => language.Pick(
        $"Wird Ihrem Konto am {date} belastet", $"Sera débité de votre compte le {date}", $"Addebitato sul vostro conto il {date}", $"Collected from your account on {date}");

    public string NothingDue => language.Pick("Kein Betrag offen", "Aucun montant dû", "Nessun importo dovuto", "Nothing due");

    public string Payment => language.Pick("Zahlung", "Paiement", "Pagamento", "Payment");

    public string Account => language.Pick("Konto", "Compte", "Conto", "Account");

    public string Payee => language.Pick("Zugunsten von", "En faveur de", "A favore di", "Payable to");

    public string Reference => language.Pick("Zahlungszweck", "Référence", "Causale", "Reference");

    public string Amount => language.Pick("Betrag", "Montant", "Importo", "Amount");

    public string ScanEpc => language.Pick(
        "Mit der Banking-App scannen und in Euro zahlen (SEPA-Überweisung).",
        "Scannez avec votre application bancaire pour payer en euros (virement SEPA).",
        "Scansionare con l’app della banca per pagare in euro (bonifico SEPA).",
        "Scan with your banking app to pay in euro (SEPA credit transfer).");

    public string Notice(PaymentNotice notice) => notice switch
    {
        PaymentNotice.CreditNote => language.Pick(
            "Bitte nichts einzahlen: Wir zahlen Ihnen den Betrag aus oder verrechnen ihn mit Ihrer nächsten Rechnung.",
            "Veuillez ne rien payer\u00A0: nous vous verserons ce montant ou le déduirons de votre prochaine facture.",
            "Non effettuare alcun pagamento: vi verseremo l’importo o lo compenseremo con la prossima fattura.",
            "Please do not pay anything: we will pay the amount out to you or set it off against your next invoice."),
        PaymentNotice.DirectDebit => language.Pick(
            "Bitte nichts einzahlen: Der Betrag wird von Ihrem Konto eingezogen.",
            "Veuillez ne rien payer\u00A0: le montant sera débité de votre compte.",
            "Non effettuare alcun pagamento: l’importo sarà addebitato sul vostro conto.",
            "Please do not pay anything: the amount will be collected from your account."),
        PaymentNotice.OtherMeans => language.Pick(
            "Die Zahlung erfolgt auf dem vereinbarten Weg; ein Einzahlungsschein ist nicht nötig.",
            "Le paiement s’effectue par le moyen convenu\u00A0; aucun bulletin de versement n’est nécessaire.",
            "Il pagamento avviene nel modo convenuto; non occorre alcuna polizza di versamento.",
            "Payment is made in the agreed way; no payment slip is needed."),
        _ => language.Pick(
            "Es ist nichts zu zahlen.",
            "Il n’y a rien à payer.",
            "Non c’è nulla da pagare.",
            "There is nothing to pay."),
    };
}
