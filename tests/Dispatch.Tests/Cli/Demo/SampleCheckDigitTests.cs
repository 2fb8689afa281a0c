using System.Globalization;
using System.Numerics;
using Dispatch.Cli.Demo;

namespace Dispatch.Tests.Cli.Demo;

public sealed class SampleCheckDigitTests(SampleFolder sample) : IClassFixture<SampleFolder>
{
    [Fact]
    public void CheckDigits_PublishedExamples_AreMet()
    {
        Assert.Equal("CH9300762011623852957", CheckDigits.Iban("CH", "00762011623852957"));
        Assert.Equal("DE89370400440532013000", CheckDigits.Iban("DE", "370400440532013000"));
        Assert.Equal("210000000003139471430009017", CheckDigits.QrReference("21000000000313947143000901"));
        Assert.Equal("RF18539007547034", CheckDigits.CreditorReference("539007547034"));
        Assert.Equal("CHE-123.456.788", CheckDigits.Uid("12345678"));
    }

    [Fact]
    public void Uid_NoCheckDigitExists_Throws()
    {
        Assert.Throws<ArgumentException>(() => CheckDigits.Uid("00000003"));
    }

    [Fact]
    public void Biller_Uid_IsValidAndTheSellersOnEveryInvoice()
    {
        var vatId = (string)sample.Biller["vatId"]!;
        int[] weights = [5, 4, 3, 2, 7, 6, 5, 4, 1];
        var digits = vatId.Where(char.IsAsciiDigit).Select(digit => digit - '0').ToArray();

        Assert.Matches("^CHE-[0-9]{3}\\.[0-9]{3}\\.[0-9]{3} MWST$", vatId);
        Assert.Equal(0, digits.Zip(weights, (digit, weight) => digit * weight).Sum() % 11);
        Assert.All(sample.Invoices, invoice => Assert.Equal(vatId, invoice.Text("/*/cac:AccountingSupplierParty//cac:PartyTaxScheme/cbc:CompanyID")));
    }

    [Fact]
    public void Biller_Iban_IsAQrIban()
    {
        var iban = (string)sample.Biller["iban"]!;

        Assert.Equal(21, iban.Length);
        Assert.True(IsQrIban(iban));
    }

    [Fact]
    public void Payments_Accounts_HaveValidCheckDigits()
    {
        var accounts = sample.Invoices.SelectMany(invoice => invoice.All("//cac:PayeeFinancialAccount/cbc:ID | //cac:PayerFinancialAccount/cbc:ID"));

        Assert.All(accounts, account => Assert.Equal(1, Modulo97(account.Value)));
    }

    [Fact]
    public void Payments_References_AreValidAndFitTheirAccount()
    {
        var payments = sample.Invoices.SelectMany(invoice => invoice.All("/*/cac:PaymentMeans")).ToArray();

        foreach (var payment in payments)
        {
            var reference = payment.Text("cbc:PaymentID")!;
            if (reference.StartsWith("RF", StringComparison.Ordinal))
                Assert.Equal(1, Modulo97(reference));
            else
                Assert.True(IsQrReference(reference), reference);
            Assert.Equal(IsQrReference(reference), IsQrIban(payment.Text("cac:PayeeFinancialAccount/cbc:ID") ?? ""));
        }

        Assert.Equal(payments.Length, payments.Select(payment => payment.Text("cbc:PaymentID")).Distinct().Count());
    }

    private static bool IsQrIban(string iban) =>
        iban.StartsWith("CH", StringComparison.Ordinal) && int.Parse(iban[4..9], CultureInfo.InvariantCulture) is >= 30000 and <= 31999;

    // Modulo 10 recursive as the standard prints it: one row of the table for each carry.
    private static bool IsQrReference(string reference)
    {
        string[] table =
        [
            "0946827135", "9468271350", "4682713509", "6827135094", "8271350946",
            "2713509468", "7135094682", "1350946827", "3509468271", "5094682713",
        ];
        var carry = 0;
        foreach (var digit in reference[..^1])
            carry = char.IsAsciiDigit(digit) ? table[carry][digit - '0'] - '0' : 0;
        return reference.Length == 27 && reference.All(char.IsAsciiDigit) && reference[^1] - '0' == "0987654321"[carry] - '0';
    }

    private static int Modulo97(string text)
    {
        var digits = (text[4..] + text[..4]).Select(character => char.IsAsciiDigit(character) ? character - '0' : character - 'A' + 10);
        return (int)(BigInteger.Parse(string.Concat(digits), CultureInfo.InvariantCulture) % 97);
    }
}
