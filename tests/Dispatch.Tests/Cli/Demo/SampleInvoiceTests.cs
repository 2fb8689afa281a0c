using System.Text;
using System.Xml.XPath;

namespace Dispatch.Tests.Cli.Demo;

public sealed class SampleInvoiceTests(SampleFolder sample) : IClassFixture<SampleFolder>
{
    [Fact]
    public void Numbers_All_AreUniqueAndSomeHaveSlashAndSpace()
    {
        var numbers = sample.Invoices.Select(invoice => invoice.Text("/*/cbc:ID")!).ToArray();

        Assert.Equal(numbers.Length, numbers.Distinct().Count());
        Assert.Equal(3, numbers.Count(number => number.Contains('/') && number.Contains(' ')));
    }

    [Fact]
    public void Lines_NetAmounts_AreQuantityTimesPriceRoundedHalfAwayFromZero()
    {
        foreach (var line in sample.Invoices.SelectMany(Lines))
        {
            var product = line.Amount("cbc:InvoicedQuantity | cbc:CreditedQuantity") * line.Amount("cac:Price/cbc:PriceAmount");

            Assert.Equal(Round(product), line.Amount("cbc:LineExtensionAmount"));
        }
    }

    [Fact]
    public void Vat_EveryRate_IsExact()
    {
        foreach (var invoice in sample.Invoices)
        {
            var groups = invoice.All("/*/cac:TaxTotal/cac:TaxSubtotal");
            foreach (var group in groups)
            {
                var rate = group.Amount("cac:TaxCategory/cbc:Percent");
                var net = Lines(invoice).Where(line => line.Amount("cac:Item/cac:ClassifiedTaxCategory/cbc:Percent") == rate).Sum(Net);
                Assert.Equal(net, group.Amount("cbc:TaxableAmount"));
                Assert.Equal(Round(net * rate / 100), group.Amount("cbc:TaxAmount"));
                Assert.Equal("S", group.Text("cac:TaxCategory/cbc:ID"));
            }

            Assert.Equal(groups.Sum(group => group.Amount("cbc:TaxAmount")), invoice.Amount("/*/cac:TaxTotal/cbc:TaxAmount"));
            Assert.Equal(Lines(invoice).Sum(Net), groups.Sum(group => group.Amount("cbc:TaxableAmount")));
        }
    }

    [Fact]
    public void Vat_Rates_AreTheSwissOnes()
    {
        var rates = sample.Invoices.SelectMany(invoice => invoice.All("//cac:TaxCategory/cbc:Percent")).Select(rate => rate.Value).Distinct();

        Assert.Equal(["2.6", "8.1"], rates.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Totals_All_AreExact()
    {
        foreach (var totals in sample.Invoices.SelectMany(invoice => invoice.All("/*/cac:LegalMonetaryTotal")))
        {
            var gross = totals.Amount("cbc:TaxInclusiveAmount");
            Assert.Equal(Lines(totals).Sum(Net), totals.Amount("cbc:LineExtensionAmount"));
            Assert.Equal(totals.Amount("cbc:LineExtensionAmount"), totals.Amount("cbc:TaxExclusiveAmount"));
            Assert.Equal(totals.Amount("cbc:TaxExclusiveAmount") + totals.Amount("/*/cac:TaxTotal/cbc:TaxAmount"), gross);
            Assert.Equal(
                gross - totals.Amount("cbc:PrepaidAmount") + totals.Amount("cbc:PayableRoundingAmount"),
                totals.Amount("cbc:PayableAmount"));
            Assert.True(totals.Amount("cbc:PayableAmount") >= 0);
        }
    }

    [Fact]
    public void Totals_InFrancs_ArePayableInFiveCentimes()
    {
        var francs = sample.Invoices.Where(invoice => invoice.Text("/*/cbc:DocumentCurrencyCode") == "CHF").ToArray();

        Assert.Equal(sample.Invoices.Count - 1, francs.Length);
        Assert.All(francs, invoice => Assert.Equal(0, invoice.Amount("/*/cac:LegalMonetaryTotal/cbc:PayableAmount") % 0.05m));
        Assert.All(francs, invoice => Assert.InRange(invoice.Amount("/*/cac:LegalMonetaryTotal/cbc:PayableRoundingAmount"), -0.02m, 0.02m));
        Assert.Contains(francs, invoice => invoice.Text("/*/cac:LegalMonetaryTotal/cbc:PayableRoundingAmount") is not null);
    }

    [Fact]
    public void Readings_All_DifferByTheQuantity()
    {
        var lines = sample.Invoices.SelectMany(Lines).Where(line => line.All("cac:Item/cac:AdditionalItemProperty[cbc:Name = 'meterNumber']").Count == 1).ToArray();

        Assert.True(lines.Length > 200);
        Assert.All(lines, line => Assert.Equal(
            Reading(line, "currentReading") - Reading(line, "previousReading"),
            line.Amount("cbc:InvoicedQuantity")));
    }

    [Theory]
    [InlineData("/*[cac:LegalMonetaryTotal/cbc:PayableAmount = '0.00']", 1)]
    [InlineData("/*[count(cac:InvoiceLine) > 60]", 1)]
    [InlineData("/*[cbc:DocumentCurrencyCode = 'EUR'][starts-with(cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID, 'DE')]", 1)]
    [InlineData("/*[cbc:CreditNoteTypeCode][cac:CreditNoteLine][not(cac:PaymentMeans)]", 3)]
    [InlineData("/*[cac:PaymentMeans/cbc:PaymentMeansCode = '59'][cac:PaymentMeans/cac:PaymentMandate/cbc:ID]", 10)]
    [InlineData("/*[starts-with(cac:PaymentMeans[cbc:PaymentMeansCode = '30']/cbc:PaymentID, 'RF')]", 12)]
    [InlineData("/*[cac:LegalMonetaryTotal/cbc:PrepaidAmount > 0]", 25)]
    [InlineData("/*[cbc:BuyerReference][not(cac:ContractDocumentReference)]", 17)]
    public void Month_SpecialCases_OccurAsOftenAsNamed(string path, int count)
    {
        Assert.Equal(count, sample.Invoices.Count(invoice => invoice.All(path).Count == 1));
    }

    [Fact]
    public void CreditNotes_All_NameAnInvoiceOfTheSameBuyer()
    {
        const string Buyer = "/*/cac:AccountingCustomerParty//cbc:RegistrationName";
        var buyers = sample.Invoices.ToDictionary(invoice => invoice.Text("/*/cbc:ID")!, invoice => invoice.Text(Buyer));
        var creditNotes = sample.Invoices.Where(invoice => invoice.Text("/*/cbc:CreditNoteTypeCode") is not null);

        Assert.All(creditNotes, note => Assert.Equal(buyers[note.Text("/*/cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID")!], note.Text(Buyer)));
    }

    [Fact]
    public void Attachment_LoadProfile_IsOneReadableCsv()
    {
        var attachment = Assert.Single(sample.Invoices.SelectMany(invoice => invoice.All("//cbc:EmbeddedDocumentBinaryObject")));

        Assert.Equal("text/csv", attachment.GetAttribute("mimeCode", ""));
        Assert.StartsWith("start;kWh\n2026-10-31T00:00:00+01:00;0.", Encoding.UTF8.GetString(Convert.FromBase64String(attachment.Value)), StringComparison.Ordinal);
    }

    private static IReadOnlyList<XPathNavigator> Lines(XPathNavigator invoice) => invoice.All("/*/cac:InvoiceLine | /*/cac:CreditNoteLine");

    private static decimal Net(XPathNavigator line) => line.Amount("cbc:LineExtensionAmount");

    private static decimal Reading(XPathNavigator line, string name) =>
        line.Amount($"cac:Item/cac:AdditionalItemProperty[cbc:Name = '{name}']/cbc:Value");

    private static decimal Round(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);
}
