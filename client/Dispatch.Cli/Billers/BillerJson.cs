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
}
