namespace Dispatch.Documents.Rendering.Words;

/// <summary>The prescribed words of the Swiss QR-bill (Implementation Guidelines QR-bill, annex D).</summary>
internal sealed class SlipWords(DocumentLanguage language)
{
    public string PaymentPart => language.Pick("Zahlteil", "Section paiement", "Sezione pagamento", "Payment part");

    public string Receipt => language.Pick("Empfangsschein", "Récépissé", "Ricevuta", "Receipt");

    public string Account => language.Pick("Konto / Zahlbar an", "Compte / Payable à", "Conto / Pagabile a", "Account / Payable to");

    public string Reference => language.Pick("Referenz", "Référence", "Riferimento", "Reference");

    public string AdditionalInformation => language.Pick(
        "Zusätzliche Informationen", "Informations supplémentaires", "Informazioni supplementari", "Additional information");

    public string PayableBy => language.Pick("Zahlbar durch", "Payable par", "Pagabile da", "Payable by");

    public string PayableByBlank => language.Pick(
        "Zahlbar durch (Name/Adresse)", "Payable par (nom/adresse)", "Pagabile da (nome/indirizzo)", "Payable by (name/address)");

    public string Currency => language.Pick("Währung", "Monnaie", "Valuta", "Currency");

    public string Amount => language.Pick("Betrag", "Montant", "Importo", "Amount");

    public string AcceptancePoint => language.Pick("Annahmestelle", "Point de dépôt", "Punto di accettazione", "Acceptance point");

    public string DoNotPay => language.Pick(
        "NICHT ZUR ZAHLUNG VERWENDEN", "NE PAS UTILISER POUR LE PAIEMENT", "NON UTILIZZARE PER IL PAGAMENTO", "DO NOT USE FOR PAYMENT");
}
