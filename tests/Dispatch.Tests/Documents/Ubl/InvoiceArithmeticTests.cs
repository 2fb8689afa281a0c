using Dispatch.Documents.Ubl;

namespace Dispatch.Tests.Documents.Ubl;

public sealed class InvoiceArithmeticTests
{
    [Theory]
    [InlineData("<cbc:LineExtensionAmount currencyID=\"CHF\">540.55", "<cbc:LineExtensionAmount currencyID=\"CHF\">540.56", "BR-CO-10 BR-CO-13")]
    [InlineData("<cbc:TaxExclusiveAmount currencyID=\"CHF\">540.55", "<cbc:TaxExclusiveAmount currencyID=\"CHF\">540.54", "BR-CO-13 BR-CO-15")]
    [InlineData("<cac:TaxTotal><cbc:TaxAmount currencyID=\"CHF\">41.67", "<cac:TaxTotal><cbc:TaxAmount currencyID=\"CHF\">41.68", "BR-CO-14 BR-CO-15")]
    [InlineData(">582.22<", ">582.23<", "BR-CO-15 BR-CO-16")]
    [InlineData(">582.20<", ">582.25<", "BR-CO-16")]
    [InlineData(">-0.02<", ">0.02<", "BR-CO-16")]
    [InlineData("<cbc:TaxableAmount currencyID=\"CHF\">38.40", "<cbc:TaxableAmount currencyID=\"CHF\">38.41", "BR-S-08")]
    [InlineData(">1.00</cbc:TaxAmount>", ">1.02</cbc:TaxAmount>", "BR-CO-14 BR-CO-17")]
    [InlineData(">1.00</cbc:TaxAmount>", ">1.01</cbc:TaxAmount>", "BR-CO-14")]
    [InlineData("<cbc:Percent>2.6</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory>", "<cbc:Percent>3.8</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory>", "BR-S-08")]
    public void Check_AmountOffByACent_IsRefused(string piece, string replacement, string codes)
    {
        var errors = InvoiceXml.Read(InvoiceXml.With((piece, replacement))).Errors;

        Assert.Equal(codes.Split(' '), errors.Select(error => error.Code).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Check_WrongTotal_StillGivesTheInvoice()
    {
        var result = InvoiceXml.Read(InvoiceXml.With((">582.20<", ">582.25<")));

        Assert.False(result.IsAccepted);
        Assert.Equal(582.25m, result.Invoice!.Totals.Payable);
        Assert.Equal("BT-115 is 582.25, but BT-112 - BT-113 + BT-114 gives 582.20.", Assert.Single(result.Errors).Message);
    }

    [Fact]
    public void Check_Prepaid_IsSubtracted() => Assert.Equal(100, InvoiceXml.Accepted(InvoiceXml.WithPayable(100)).Totals.Payable);

    [Fact]
    public void Check_PayableWithThreeDecimals_IsRefused() =>
        Assert.Contains(InvoiceXml.Read(InvoiceXml.With((">582.20<", ">582.201<"))).Errors, error => error is { Code: "amount_decimals", Field: "BT-115" });

    [Theory]
    [InlineData(">20.00<")]
    [InlineData(">9999999999999<")]
    public void Check_LineNetOff_IsAFinding(string price)
    {
        var result = InvoiceXml.Read(InvoiceXml.With((">20.00<", price), (">2060<", ">2061<")));

        Assert.True(result.IsAccepted);
        Assert.Equal(("line_net", "BT-131", "412.00"), (result.Findings[0].Code, result.Findings[0].Field, result.Findings[0].Value));
    }

    [Fact]
    public void Check_LineNetOffAndRefused_IsAnError() =>
        Assert.Equal("line_net", Assert.Single(InvoiceXml.Read(InvoiceXml.With((">2060<", ">2061<")), LineNetRule.Refuse).Errors).Code);

    [Theory]
    [InlineData("0.5")]
    [InlineData("-0.5")]
    public void Check_HalfACent_RoundsAwayFromZero(string quantity)
    {
        var cent = quantity[0] == '-' ? "-0.01" : "0.01";
        var line = $"""
            <cac:InvoiceLine><cbc:ID>4</cbc:ID><cbc:InvoicedQuantity unitCode="KWH">{quantity}</cbc:InvoicedQuantity><cbc:LineExtensionAmount currencyID="CHF">{cent}</cbc:LineExtensionAmount>
              <cac:Item><cbc:Name>Rest</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>8.1</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item>
              <cac:Price><cbc:PriceAmount currencyID="CHF">0.01</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
            """;

        var errors = InvoiceXml.Read(InvoiceXml.With((InvoiceXml.Line1, InvoiceXml.Line1 + line)), LineNetRule.Refuse).Errors;

        Assert.DoesNotContain(errors, error => error.Code == "line_net");
    }

    [Fact]
    public void Check_LineAllowance_CountsAfterRounding()
    {
        var xml = InvoiceXml.With((">2060<", ">2110<"), ("</cac:DocumentReference>", "</cac:DocumentReference><cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:AllowanceChargeReason>Rabatt</cbc:AllowanceChargeReason><cbc:Amount currencyID=\"CHF\">10.00</cbc:Amount></cac:AllowanceCharge>"));

        Assert.Empty(InvoiceXml.Read(xml, LineNetRule.Refuse).Errors);
    }

    [Fact]
    public void Check_NumbersThatOverflow_AreAFinding()
    {
        var result = InvoiceXml.Read(InvoiceXml.With((">2060<", ">9999999999999<"), (">20.00<", ">9999999999999<"), (">100</cbc:BaseQuantity>", ">0.000000000001</cbc:BaseQuantity>")));

        Assert.Equal("line_net", Assert.Single(result.Findings).Code);
    }
}
