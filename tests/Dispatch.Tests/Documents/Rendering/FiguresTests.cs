using Dispatch.Documents.Rendering;
using Dispatch.Documents.Rendering.Slip;
using Dispatch.Documents.Rendering.Words;

namespace Dispatch.Tests.Documents.Rendering;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(DocumentLanguage.De, "1'234'567.50", "−0.05", "31.12.2026", "8.1\u00A0%")]
    [InlineData(DocumentLanguage.Fr, "1\u00A0234\u00A0567.50", "−0.05", "31.12.2026", "8.1\u00A0%")]
    [InlineData(DocumentLanguage.It, "1'234'567.50", "−0.05", "31.12.2026", "8.1\u00A0%")]
    [InlineData(DocumentLanguage.En, "1,234,567.50", "−0.05", "31\u00A0Dec\u00A02026", "8.1%")]
    public void Forms_Language_FollowItsHabits(DocumentLanguage language, string amount, string negative, string date, string rate)
    {
        var figures = new Figures(language);

        Assert.Equal(amount, figures.Amount(1_234_567.5m));
        Assert.Equal(negative, figures.Amount(-0.05m));
        Assert.Equal(date, figures.Date(new DateOnly(2026, 12, 31)));
        Assert.Equal(rate, figures.Rate(8.1m));
    }

    [Theory]
    [InlineData("6.5", "6.50")]
    [InlineData("0.14315", "0.14315")]
    [InlineData("0.0000012", "0.0000012")]
    [InlineData("1200", "1'200.00")]
    public void Price_Decimals_KeepsAllAndAtLeastTwo(string price, string expected) =>
        Assert.Equal(expected, new Figures(DocumentLanguage.De).Price(decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("KWH", 3, "kWh")]
    [InlineData("MTQ", 1, "m³")]
    [InlineData("MON", 1, "Monat")]
    [InlineData("MON", 3, "Monate")]
    [InlineData("H87", 2, "Stk.")]
    [InlineData("ZZ", 2, "ZZ")]
    public void Name_Unit_IsReadable(string code, int quantity, string expected) => Assert.Equal(expected, Units.Name(code, quantity, DocumentLanguage.De));

    [Theory]
    [InlineData("CH4431999123000889012", "CH44 3199 9123 0008 8901 2")]
    [InlineData("12-3456-7", "12-3456-7")]
    public void Account_OnSlip_IsGrouped(string account, string expected) => Assert.Equal(expected, SlipForms.Account(account));

    [Theory]
    [InlineData("210000000003139471430009017", "21 00000 00003 13947 14300 09017")]
    [InlineData("RF18539007547034", "RF18 5390 0754 7034")]
    [InlineData("Rechnung 4711", "Rechnung 4711")]
    public void Reference_OnSlip_IsGrouped(string reference, string expected) => Assert.Equal(expected, SlipForms.Reference(reference));
}
