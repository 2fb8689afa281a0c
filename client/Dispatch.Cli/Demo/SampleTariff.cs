namespace Dispatch.Cli.Demo;

/// <summary>One item of the price list.</summary>
/// <param name="Code">The seller's item number (BT-155).</param>
/// <param name="Unit">UN/ECE Recommendation 20.</param>
/// <param name="Price">Net price of one unit.</param>
/// <param name="VatRate">In percent.</param>
/// <param name="Name">What the line says (BT-153).</param>
internal sealed record SampleTariff(string Code, string Unit, decimal Price, decimal VatRate, SampleText Name)
{
    private const decimal Standard = 8.1m;
    private const decimal Reduced = 2.6m;

    public static SampleTariff EnergyHigh { get; } = new("E-HT", "KWH", 0.14275m, Standard,
        new("Energie Hochtarif", "Énergie haut tarif", "Energia tariffa alta", "Energy, high tariff"));

    public static SampleTariff EnergyLow { get; } = new("E-NT", "KWH", 0.11860m, Standard,
        new("Energie Niedertarif", "Énergie bas tarif", "Energia tariffa bassa", "Energy, low tariff"));

    public static SampleTariff GridHigh { get; } = new("N-HT", "KWH", 0.08935m, Standard,
        new("Netznutzung Hochtarif", "Utilisation du réseau haut tarif", "Utilizzazione rete tariffa alta", "Grid usage, high tariff"));

    public static SampleTariff GridLow { get; } = new("N-NT", "KWH", 0.05415m, Standard,
        new("Netznutzung Niedertarif", "Utilisation du réseau bas tarif", "Utilizzazione rete tariffa bassa", "Grid usage, low tariff"));

    public static SampleTariff GridBase { get; } = new("N-GP", "MON", 6.50m, Standard,
        new("Grundpreis Netz", "Prix de base réseau", "Prezzo base rete", "Grid base fee"));

    public static SampleTariff Metering { get; } = new("N-MW", "MON", 4.85m, Standard,
        new("Messung", "Mesure", "Misurazione", "Metering"));

    public static SampleTariff SystemServices { get; } = new("A-SDL", "KWH", 0.00275m, Standard,
        new("Systemdienstleistungen", "Services système", "Prestazioni di servizio di sistema", "System services"));

    public static SampleTariff FederalLevy { get; } = new("A-NZ", "KWH", 0.02300m, Standard,
        new("Netzzuschlag Bund", "Supplément réseau Confédération", "Supplemento rete Confederazione", "Federal grid surcharge"));

    public static SampleTariff MunicipalLevy { get; } = new("A-GEM", "KWH", 0.00815m, Standard,
        new("Abgabe an die Gemeinde", "Redevance communale", "Tassa comunale", "Municipal levy"));

    public static SampleTariff Water { get; } = new("W-MP", "MTQ", 1.68500m, Reduced,
        new("Trinkwasser", "Eau potable", "Acqua potabile", "Drinking water"));

    public static SampleTariff WaterBase { get; } = new("W-GP", "MON", 9.75m, Reduced,
        new("Grundgebühr Wasser", "Taxe de base eau", "Tassa base acqua", "Water base fee"));

    public static SampleTariff WasteWater { get; } = new("AW-MP", "MTQ", 2.14500m, Standard,
        new("Abwasser", "Eaux usées", "Acque di scarico", "Waste water"));

    public static SampleTariff WasteWaterBase { get; } = new("AW-GP", "MON", 7.20m, Standard,
        new("Grundgebühr Abwasser", "Taxe de base eaux usées", "Tassa base acque di scarico", "Waste water base fee"));
}
