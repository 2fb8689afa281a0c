using Dispatch.Documents.Invoices;

namespace Dispatch.Documents.Rendering.Words;

/// <summary>The words of an invoice that are not the biller's own.</summary>
internal sealed class InvoiceWords(DocumentLanguage language)
{
    public string Number => language.Pick("Nummer", "Numéro", "Numero", "Number");

    public string Date => language.Pick("Datum", "Date", "Data", "Date");

    public string BuyerReference => language.Pick("Ihre Referenz", "Votre référence", "Vostro riferimento", "Your reference");

    public string Contract => language.Pick("Vertrag", "Contrat", "Contratto", "Contract");

    public string Order => language.Pick("Bestellung", "Commande", "Ordine", "Order");

    public string MeteringPoint => language.Pick("Messpunkt", "Point de mesure", "Punto di misura", "Metering point");

    public string Period => language.Pick("Periode", "Période", "Periodo", "Period");

    public string DueDate => language.Pick("Zahlbar bis", "Payable jusqu’au", "Pagabile entro il", "Payable by");

    public string SuppliedObject => language.Pick("Objekt", "Objet", "Oggetto", "Supplied object");

    public string DeliveryDate => language.Pick("Lieferdatum", "Livraison", "Fornitura", "Delivery date");

    public string Buyer => language.Pick("Kunde", "Client", "Cliente", "Customer");

    public string Precedes => language.Pick("Zu Rechnung", "Facture d’origine", "Fattura originale", "Refers to invoice");

    public string VatNumber => language.Pick("MWST-Nr.", "N° TVA", "N. IVA", "VAT no.");

    public string TaxNumber => language.Pick("Steuer-Nr.", "N° fiscal", "N. fiscale", "Tax no.");

    public string Contact => language.Pick("Kontakt", "Contact", "Contatto", "Contact");

    public string MeterReadings => language.Pick("Zählerstände", "Relevés de compteurs", "Letture dei contatori", "Meter readings");

    public string Meter => language.Pick("Zähler", "Compteur", "Contatore", "Meter");

    public string PreviousReading => language.Pick("Stand alt", "Ancien index", "Lettura prec.", "Previous");

    public string CurrentReading => language.Pick("Stand neu", "Nouvel index", "Lettura attuale", "Current");

    public string Factor => language.Pick("Faktor", "Facteur", "Fattore", "Factor");

    public string Consumption => language.Pick("Verbrauch", "Consommation", "Consumo", "Consumption");

    public string Lines => language.Pick("Leistungen", "Prestations", "Prestazioni", "Services");

    public string Description => language.Pick("Beschreibung", "Désignation", "Descrizione", "Description");

    public string Quantity => language.Pick("Menge", "Quantité", "Quantità", "Quantity");

    public string Price => language.Pick("Preis", "Prix", "Prezzo", "Price");

    public string Vat => language.Pick("MWST", "TVA", "IVA", "VAT");

    public string Amount(string currency) => language.Pick($"Betrag {currency}", $"Montant {currency}", $"Importo {currency}", $"Amount {currency}");

    public string PricePer(string quantity) => language.Pick($"Preis je {quantity}", $"Prix par {quantity}", $"Prezzo per {quantity}", $"Price per {quantity}");

    public string Carried => language.Pick("Übertrag", "Report", "Riporto", "Carried forward");

    public string Allowance => language.Pick("Rabatt", "Rabais", "Sconto", "Allowance");

    public string Charge => language.Pick("Zuschlag", "Supplément", "Supplemento", "Charge");

    public string On(string what, string amount) => language.Pick($"{what} auf {amount}", $"{what} sur {amount}", $"{what} su {amount}", $"{what} of {amount}");

    public string LineTotal => language.Pick("Total Leistungen", "Total des prestations", "Totale prestazioni", "Total services");

    public string WithoutVat => language.Pick("Total ohne MWST", "Total hors TVA", "Totale senza IVA", "Total excluding VAT");

    public string WithVat => language.Pick("Total inkl. MWST", "Total TVA incluse", "Totale IVA inclusa", "Total including VAT");

    public string Prepaid => language.Pick("Bereits bezahlt (Akonto)", "Déjà payé (acomptes)", "Già pagato (acconti)", "Already paid (instalments)");

    public string Rounding => language.Pick("Rundung", "Arrondi", "Arrotondamento", "Rounding");

    public string Rate => language.Pick("Satz", "Taux", "Aliquota", "Rate");

    public string TaxableAmount => language.Pick("Nettobetrag", "Montant net", "Importo netto", "Net amount");

    public string PaymentTerms => language.Pick("Zahlungsbedingungen", "Conditions de paiement", "Condizioni di pagamento", "Payment terms");

    public string Page(int number, int count) => language.Pick(
        $"Seite {number} von {count}", $"Page {number} sur {count}", $"Pagina {number} di {count}", $"Page {number} of {count}");

    public string DatedOn(string title, string date) => language.Pick($"{title} vom {date}", $"{title} du {date}", $"{title} del {date}", $"{title} of {date}");

    public string Preview => language.Pick("ENTWURF – NICHT DEFINITIV", "PROJET – NON DÉFINITIF", "BOZZA – NON DEFINITIVO", "DRAFT – NOT DEFINITIVE");

    /// <summary>The document's name by its type (UNTDID 1001).</summary>
    public string Title(Invoice invoice) => invoice switch
    {
        { IsCreditNote: true } => language.Pick("Gutschrift", "Note de crédit", "Nota di credito", "Credit note"),
        { TypeCode: "326" } => language.Pick("Teilrechnung", "Facture partielle", "Fattura parziale", "Partial invoice"),
        { TypeCode: "384" } => language.Pick("Korrekturrechnung", "Facture rectificative", "Fattura rettificativa", "Corrected invoice"),
        { TypeCode: "386" } => language.Pick("Akontorechnung", "Facture d’acompte", "Fattura d’acconto", "Instalment invoice"),
        _ => language.Pick("Rechnung", "Facture", "Fattura", "Invoice"),
    };
}
