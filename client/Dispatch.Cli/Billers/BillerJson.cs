using System.Text.Json.Serialization;
using Dispatch.Abstractions;

namespace Dispatch.Cli.Billers;

/// <summary>A biller as its import file writes it; the logo as its size.</summary>
internal sealed class BillerJson(Biller biller)
{
    public string Id => biller.Id;

    public string Name => biller.Name;

    public PartyAddress Address => biller.Address;

    public string? VatId => biller.VatId;

    public string? Iban => biller.Iban;

    public BillerEmail? Email => biller.Email;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? LogoBytes => biller.Logo?.Length;

    public BillerWindow Window => biller.Window;

    public Language Language => biller.Language;

    public string? DefaultPrinter => biller.DefaultPrinter;

    public IEnumerable<EnclosureJson> Enclosures => biller.Enclosures.Select(enclosure => new EnclosureJson(enclosure));

    internal sealed class EnclosureJson(BillerEnclosure enclosure)
    {
        public string Id => enclosure.Id;

        public string File => enclosure.File;

        public DateOnly? From => enclosure.From;

        public DateOnly? Until => enclosure.Until;

        public string? Tariff => enclosure.Tariff;

        public int Pages => enclosure.Pages;

        public long Bytes => enclosure.Bytes;

        public ContentHash Sha256 => enclosure.Document;
    }
}
