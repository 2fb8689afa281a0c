using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Documents.Payments;

namespace Dispatch.Grains.Billers;

/// <summary>What a biller must satisfy before it is stored.</summary>
internal static class BillerRules
{
    private static readonly byte[] PngSignature = [0x89, (byte)'P', (byte)'N', (byte)'G'];

    /// <summary>All that is wrong with <paramref name="biller"/>.</summary>
    public static List<Problem> Check(Biller biller)
    {
        var errors = new List<Problem>();
        if (!Identifier.IsValid(biller.Id))
            errors.Add(new Problem("id_invalid", "id", Text.Shorten(biller.Id), "The biller's id has a form that cannot be used.", $"Use {Identifier.Rule}."));
        Text.Check(errors, "name", biller.Name, isRequired: true);
        Text.CheckAddress(errors, "address", biller.Address);
        Text.Check(errors, "vatId", biller.VatId);
        if (biller.Email is { } email)
        {
            Text.CheckEmail(errors, "email.from", email.From);
            if (email.ReplyTo is not null)
                Text.CheckEmail(errors, "email.replyTo", email.ReplyTo);
            if (!Enum.IsDefined(email.Format))
                errors.Add(new Problem("format_invalid", "email.format", $"{email.Format:D}", "The format of e-mails is not known.", "Use pdf or facturX."));
        }

        if (biller.Iban is { } iban && !Iban.IsValid(Iban.Compact(iban)))
            errors.Add(new Problem("iban_invalid", "iban", Text.Shorten(iban), "The biller's IBAN has wrong check digits or a wrong length.", "Correct it, or leave it out: the account on each invoice is what counts."));
        if (biller.DefaultPrinter is { } printer && !PrinterName.IsValid(printer))
            errors.Add(new Problem("printer_invalid", "defaultPrinter", Text.Shorten(printer), "The default printer is no printer's name.", $"Use {PrinterName.Rule}."));
        if (biller.Logo is { } logo && !IsPicture(logo))
            errors.Add(new Problem("logo_invalid", "logo", $"{logo.Length} bytes", "The logo is neither SVG nor PNG, or too large.", $"Use an SVG or PNG file of at most {Biller.MaxLogoBytes} bytes."));
        CheckEnclosures(errors, biller.Enclosures);
        return errors;
    }

    private static void CheckEnclosures(List<Problem> errors, IReadOnlyList<BillerEnclosure> enclosures)
    {
        if (enclosures.Count > Biller.MaxEnclosureCount)
            errors.Add(new Problem("enclosure_invalid", "enclosures", $"{enclosures.Count} enclosures", "The biller has too many enclosures.", $"Keep at most {Biller.MaxEnclosureCount}: leave out those whose time is over."));
        for (var i = 0; i < enclosures.Count; i++)
        {
            var enclosure = enclosures[i];
            var at = string.Create(CultureInfo.InvariantCulture, $"enclosures[{i}]");
            if (!Identifier.IsValid(enclosure.Id))
                errors.Add(new Problem("id_invalid", $"{at}.id", Text.Shorten(enclosure.Id ?? ""), "The enclosure's id has a form that cannot be used.", $"Use {Identifier.Rule}."));
            if (enclosure.Until < enclosure.From)
                errors.Add(new Problem("validity_invalid", $"{at}.until", $"{enclosure.Until:yyyy-MM-dd}", "The validity ends before it begins.", "Set until to from or later, or leave one out."));
            Text.Check(errors, $"{at}.tariff", enclosure.Tariff);
            Text.Check(errors, $"{at}.file", enclosure.File);
        }
    }

    private static bool IsPicture(byte[] logo) => logo.Length is > 4 and <= Biller.MaxLogoBytes
        && (logo.AsSpan().StartsWith(PngSignature) || logo.AsSpan()[..Math.Min(logo.Length, 1024)].IndexOf("<svg"u8) >= 0);
}
