using Dispatch.Documents.Rendering;
using Dispatch.Documents.Rendering.Words;

namespace Dispatch.Documents.Batches.Cover;

/// <summary>The words of the cover sheet.</summary>
internal sealed class CoverWords(DocumentLanguage language)
{
    public string Title => language.Pick("Druckstapel", "Lot d’impression", "Lotto di stampa", "Print batch");

    public string ReprintOf(string batch) => language.Pick($"Nachdruck aus {batch}", $"Réimpression de {batch}", $"Ristampa di {batch}", $"Reprint of {batch}");

    public string Reason => language.Pick("Grund", "Motif", "Motivo", "Reason");

    public string By => language.Pick("Verlangt von", "Demandé par", "Richiesto da", "Asked for by");

    public string Number => language.Pick("Nummer in den Marken", "Numéro dans les marques", "Numero nei contrassegni", "Number in the marks");

    public string Printer => language.Pick("Drucker", "Imprimante", "Stampante", "Printer");

    public string Run => language.Pick("Fakturierungslauf", "Lot de facturation", "Ciclo di fatturazione", "Run");

    public string CreatedAt => language.Pick("Erstellt am", "Créé le", "Creato il", "Created at");

    public string Envelopes => language.Pick("Couverts", "Enveloppes", "Buste", "Envelopes");

    public string EnvelopeNumbers => language.Pick("Nummern", "Numéros", "Numeri", "Numbers");

    public string Letters => language.Pick("Briefe", "Lettres", "Lettere", "Letters");

    public string Sheets => language.Pick("Blätter", "Feuilles", "Fogli", "Sheets");

    public string WithoutCover(string count) => language.Pick(
        $"{count}, ohne dieses Deckblatt", $"{count}, sans cette page de garde", $"{count}, senza questa copertina", $"{count}, without this cover sheet");

    public string Pages => language.Pick("Bedruckte Seiten", "Pages imprimées", "Pagine stampate", "Printed pages");

    public string Sides => language.Pick("Druck", "Impression", "Stampa", "Printing");

    public string Duplex => language.Pick("beidseitig", "recto verso", "fronte-retro", "both sides");

    public string Simplex => language.Pick("einseitig", "recto", "solo fronte", "one side");

    public string Postage => language.Pick("Frankatur", "Affranchissement", "Affrancatura", "Postage");

    public string PostageOf(string? postage) => postage switch
    {
        null => language.Pick("wie üblich", "comme d’habitude", "come di consueto", "as usual"),
        "A" => language.Pick("A-Post", "Courrier A", "Posta A", "A mail"),
        "B" => language.Pick("B-Post", "Courrier B", "Posta B", "B mail"),
        "registered" => language.Pick("Einschreiben", "Recommandé", "Raccomandata", "Registered"),
        _ => postage,
    };

    public string Enclosures => language.Pick("Beilagen", "Annexes", "Allegati", "Enclosures");

    public string None => language.Pick("keine", "aucune", "nessuno", "none");

    public string Format => language.Pick("Couvertformat", "Format d’enveloppe", "Formato della busta", "Envelope format");

    public string UpToSheets(int count) => language.Pick($"bis {count} Blätter", $"jusqu’à {count} feuilles", $"fino a {count} fogli", $"up to {count} sheets");

    public string Sorting => language.Pick("Sortierung", "Tri", "Ordinamento", "Sorting");

    public string Range(string first, string last) => language.Pick($"{first} bis {last}", $"{first} à {last}", $"da {first} a {last}", $"{first} to {last}");

    public string Hint => language.Pick(
        "Dieses Blatt gehört in kein Couvert.", "Cette feuille ne va dans aucune enveloppe.", "Questo foglio non va in nessuna busta.", "This sheet does not go into an envelope.");
}
