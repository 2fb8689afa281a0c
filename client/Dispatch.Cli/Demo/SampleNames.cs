namespace Dispatch.Cli.Demo;

/// <summary>Invented names, streets and places of one language; no such place exists in Switzerland.</summary>
internal sealed record SampleNames(
    IReadOnlyList<string> FirstNames,
    IReadOnlyList<string> LastNames,
    IReadOnlyList<string> Streets,
    IReadOnlyList<(string PostalCode, string City)> Places,
    string MailDomain)
{
    private static readonly SampleNames _german = new(
        ["Verena", "Urs", "Annelies", "Beat", "Käthi", "Jürg", "Rösli", "Reto", "Sandra", "Köbi", "Heidi", "Thomas"],
        ["Ambühler", "Birchmatter", "Düggeli", "Grünfelder", "Hasenböhl", "Kesslerin", "Lüthold", "Mösch", "Nägelin", "Rüttibach", "Staldegg", "Zumbächli", "Öhrlimann"],
        ["Lindenhaldenweg", "Mühlebachgasse", "Obere Seestrasse", "Kirschgartenweg", "Am Rebhügel", "Schlüsselgasse"],
        [("8897", "Seehalden"), ("8898", "Oberseehalden"), ("8894", "Lindwilen"), ("9898", "Mühlisberg")],
        "post");

    private static readonly SampleNames _french = new(
        ["Amélie", "Benoît", "Chloé", "Didier", "Élodie", "François", "Gaëlle", "Hervé", "Inès", "Jérôme", "Léa", "Noël"],
        ["Aubépin", "Berthollens", "Crêtaz", "Delavigny", "Fontannaz", "Grandchêne", "Jacquérod", "Largilliet", "Monnérat", "Pralongeon", "Roseraye", "Sauvageat", "Vuilleret"],
        ["Chemin de l'Écluse", "Rue du Vieux-Moulin", "Avenue des Tilleuls", "Ruelle du Pêcheur", "Route de la Crête"],
        [("1898", "Rive-d'Aubépine"), ("1894", "Vernay-sur-Crêt"), ("2898", "La Fontanelle-Dessus")],
        "courriel");

    private static readonly SampleNames _italian = new(
        ["Alessia", "Bruno", "Chiara", "Dario", "Elena", "Fabio", "Giada", "Ivo", "Lara", "Mattia", "Nicolò", "Sofia"],
        ["Albertolini", "Bernaschetti", "Campovico", "Delrivo", "Fontanesi", "Guidottini", "Lorettani", "Montescuri", "Pedrazzani", "Quadrinelli", "Riveraschi", "Soldinetti", "Tognacca"],
        ["Via al Mulino Vecchio", "Via dei Castagneti", "Salita della Cappelletta", "Vicolo Pescatori", "Piazza Sant'Eufemio"],
        [("6898", "Riva Serenella"), ("6894", "Castagnetta"), ("6895", "Montescuro di Sotto")],
        "posta");

    private static readonly SampleNames _english = new(
        ["Abigail", "Bertram", "Cordelia", "Desmond", "Edith", "Fergus", "Gwendolyn", "Humphrey", "Imogen", "Jasper", "Kitty", "Leopold"],
        ["Ashgrove", "Brindlecombe", "Cattermoor", "Dunwhistle", "Elderfield", "Fotherby", "Greenhythe", "Hollowell", "Inglethorpe", "Larkmead", "Merriwick", "Oakhanger", "Pennywell"],
        ["Lindenhaldenweg", "Obere Seestrasse", "Kirschgartenweg", "Alte Bootsgasse"],
        [("8897", "Seehalden"), ("8898", "Oberseehalden")],
        "mail");

    /// <summary>The names for <paramref name="language"/>.</summary>
    public static SampleNames For(string language) => language switch
    {
        "de" => _german,
        "fr" => _french,
        "it" => _italian,
        _ => _english,
    };
}
