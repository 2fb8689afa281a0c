using Dispatch.Documents.Invoices;
using Dispatch.Documents.Payments;
using Dispatch.Documents.Rendering;
using Dispatch.Tests.Documents.Ubl;

namespace Dispatch.Tests.Documents.Payments;

public sealed class PaymentPartPlannerTests
{
    private const string PlainIban = "CH5800791123000889012";
    private const string QrIban = "CH4431999123000889012";
    private const string GermanIban = "DE89370400440532013000";
    private const string QrReferenceText = "210000000003139471430009017";

    private static readonly Invoice Invoice = InvoiceXml.Accepted(InvoiceXml.Valid);

    [Fact]
    public void Plan_QrIbanWithQrReference_IsASwissQrBill()
    {
        var bill = Swiss(Invoice);

        Assert.Equal((QrIban, 582.20m, "CHF", "QRR", QrReferenceText), (bill.Iban, bill.Amount, bill.Currency, bill.ReferenceType, bill.Reference));
        Assert.Equal(new QrAddress("Stadtwerke Musterwil AG", "Werkstrasse 12", "", "3999", "Musterwil", "CH"), bill.Creditor);
        Assert.Equal(new QrAddress("Zoé Müller", "Seeweg 3", "", "1200", "Genève", "CH"), bill.Debtor);
        Assert.Equal(
            "SPC\n0200\n1\nCH4431999123000889012\nS\nStadtwerke Musterwil AG\nWerkstrasse 12\n\n3999\nMusterwil\nCH\n\n\n\n\n\n\n\n582.20\nCHF\nS\nZoé Müller\nSeeweg 3\n\n1200\nGenève\nCH\nQRR\n210000000003139471430009017\n\nEPD",
            bill.Payload);
    }

    [Theory]
    [InlineData("RF18 5390 0754 7034", "SCOR", "RF18539007547034", "")]
    [InlineData("Kunde 4711, Frühling", "NON", "", "Kunde 4711, Frühling")]
    [InlineData(null, "NON", "", "")]
    public void Plan_PlainIban_TakesStructuredReferenceOrMessage(string? remittance, string type, string reference, string message)
    {
        var bill = Swiss(With(PlainIban, remittance));

        Assert.Equal((type, reference, message), (bill.ReferenceType, bill.Reference, bill.Message));
    }

    [Theory]
    [InlineData(QrIban, null, "qr_reference_missing", "BT-83")]
    [InlineData(QrIban, "RF18539007547034", "qr_reference_missing", "BT-83")]
    [InlineData(QrIban, "210000000003139471430009018", "qr_reference_invalid", "BT-83")]
    [InlineData(QrIban, "000000000000000000000000000", "qr_reference_invalid", "BT-83")]
    [InlineData(PlainIban, QrReferenceText, "qr_iban_missing", "BT-84")]
    [InlineData(PlainIban, "RF19539007547034", "creditor_reference_invalid", "BT-83")]
    [InlineData("CH5900791123000889012", null, "iban_invalid", "BT-84")]
    [InlineData("CH58-0079-1123-0008-8901-2", null, "iban_invalid", "BT-84")]
    public void Plan_AccountAndReferenceDoNotFit_IsRefused(string account, string? remittance, string code, string field)
    {
        var plan = PaymentPartPlanner.Plan(With(account, remittance));

        var error = Assert.Single(plan.Errors);
        Assert.Equal((code, field), (error.Code, error.Field));
        Assert.Null(plan.Part);
    }

    [Theory]
    [InlineData("qr_reference_missing", QrIban, null)]
    [InlineData("qr_iban_missing", PlainIban, QrReferenceText)]
    public void Plan_AccountAndReferenceDoNotFit_NamesBothTerms(string code, string account, string? remittance)
    {
        var error = Assert.Single(PaymentPartPlanner.Plan(With(account, remittance)).Errors);

        Assert.Equal(code, error.Code);
        Assert.Contains("BT-83", error.Message, StringComparison.Ordinal);
        Assert.Contains("BT-84", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_ForeignAccountFirst_TakesTheSwissOne()
    {
        var invoice = Invoice with { Payments = [Transfer(GermanIban, null), Transfer(PlainIban, null)] };

        Assert.Equal(PlainIban, Swiss(invoice).Iban);
    }

    [Fact]
    public void Plan_NothingToPay_IsTheNotificationInTheInvoicesLanguage()
    {
        var invoice = InvoiceXml.Accepted(InvoiceXml.WithPayable(0));

        var bill = Assert.IsType<PaymentPart.SwissQr>(PaymentPartPlanner.Plan(invoice, DocumentLanguage.Fr).Part).Bill;

        Assert.Equal((0m, "NE PAS UTILISER POUR LE PAIEMENT"), (bill.Amount, bill.Message));
        Assert.Contains("\n0.00\nCHF\n", bill.Payload, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_NothingToPayAndNoSwissAccount_IsANotice() =>
        Assert.Equal(PaymentNotice.NothingToPay, NoticeOf(InvoiceXml.Accepted(InvoiceXml.WithPayable(0)) with { Payments = [Transfer(GermanIban, null)] }));

    [Fact]
    public void Plan_NegativePayable_IsACreditNotice() => Assert.Equal(PaymentNotice.CreditNote, NoticeOf(InvoiceXml.Accepted(InvoiceXml.WithPayable(-5))));

    [Fact]
    public void Plan_CreditNote_IsACreditNotice() => Assert.Equal(PaymentNotice.CreditNote, NoticeOf(Invoice with { IsCreditNote = true }));

    [Theory]
    [InlineData("49", PaymentNotice.DirectDebit)]
    [InlineData("59", PaymentNotice.DirectDebit)]
    [InlineData("48", PaymentNotice.OtherMeans)]
    [InlineData("10", PaymentNotice.OtherMeans)]
    public void Plan_OtherMeans_IsANotice(string code, PaymentNotice notice) =>
        Assert.Equal(notice, NoticeOf(Invoice with { Payments = [Transfer(PlainIban, null) with { MeansCode = code }] }));

    [Fact]
    public void Plan_NoInstruction_IsANotice() => Assert.Equal(PaymentNotice.OtherMeans, NoticeOf(Invoice with { Payments = [] }));

    [Fact]
    public void Plan_DirectDebitBesideTransfer_IsANoticeWithAFinding()
    {
        var plan = PaymentPartPlanner.Plan(Invoice with { Payments = [Transfer(PlainIban, null), new PaymentInstruction { MeansCode = "59", DebitedAccount = "DE88370400440532013000" }] });

        Assert.Equal(new PaymentPart.Notice(PaymentNotice.DirectDebit), plan.Part);
        Assert.Equal(["payment_means_mixed BT-81", "iban_invalid BT-91"], plan.Findings.Select(finding => $"{finding.Code} {finding.Field}"));
    }

    [Fact]
    public void Plan_EuroAccountAbroad_IsAnEpcCode()
    {
        var transfer = Assert.IsType<PaymentPart.EpcQr>(PaymentPartPlanner.Plan(With(GermanIban, "RF18539007547034") with { Currency = "EUR" }).Part).Transfer;

        Assert.Equal("BCD\n002\n1\nSCT\n\nStadtwerke Musterwil AG\nDE89370400440532013000\nEUR582.20\n\nRF18539007547034", transfer.Payload);
    }

    [Theory]
    [InlineData("Rechnung 7", "\n\n\nRechnung 7")]
    [InlineData(null, "")]
    public void Plan_EuroAccountAbroad_PutsFreeTextLast(string? remittance, string end)
    {
        var transfer = Assert.IsType<PaymentPart.EpcQr>(PaymentPartPlanner.Plan(With(GermanIban, remittance) with { Currency = "EUR" }).Part).Transfer;

        Assert.EndsWith("EUR582.20" + end, transfer.Payload, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("COBADEFFXXX", "COBADEFFXXX", 0)]
    [InlineData("COBA", null, 1)]
    public void Plan_BicOfWrongForm_IsLeftOutWithAFinding(string bic, string? used, int findingCount)
    {
        var plan = PaymentPartPlanner.Plan(Invoice with { Currency = "EUR", Payments = [Transfer(GermanIban, null) with { Bic = bic }] });

        Assert.Equal(used, Assert.IsType<PaymentPart.EpcQr>(plan.Part).Transfer.Bic);
        Assert.Equal(findingCount, plan.Findings.Count);
    }

    [Theory]
    [InlineData("CHF", GermanIban, "DE89 3704 0044 0532 0130 00")]
    [InlineData("USD", PlainIban, "CH58 0079 1123 0008 8901 2")]
    [InlineData("EUR", "01-39139-1", "01-39139-1")]
    public void Plan_AccountWithoutACode_IsPlainText(string currency, string account, string printed) =>
        Assert.Equal(new PaymentPart.Account(printed, "4711"), PaymentPartPlanner.Plan(With(account, "4711") with { Currency = currency }).Part);

    [Fact]
    public void Plan_BadAccountThatIsNotPrinted_IsAFinding()
    {
        var plan = PaymentPartPlanner.Plan(Invoice with { Payments = [Transfer(PlainIban, null), Transfer("DE88370400440532013000", null)] });

        Assert.Empty(plan.Errors);
        Assert.Equal("iban_invalid", Assert.Single(plan.Findings).Code);
    }

    [Fact]
    public void Plan_CreditorName_IsAccountNameThenPayeeThenSeller()
    {
        var payee = With(PlainIban, null) with { PayeeName = "Inkasso AG" };
        var holder = payee with { Payments = [payee.Payments[0] with { AccountName = "Werke Konto" }] };

        Assert.Equal(("Inkasso AG", "Werke Konto"), (Swiss(payee).Creditor.Name, Swiss(holder).Creditor.Name));
    }

    [Theory]
    [InlineData("名", "qr_character")]
    [InlineData("Zoe\u0301 \U0001F600", "qr_character")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345678901", "qr_too_long")]
    public void Plan_NameThatTheCodeCannotHold_IsRefused(string name, string code)
    {
        var error = Assert.Single(PaymentPartPlanner.Plan(Invoice with { Buyer = Invoice.Buyer with { Name = name } }).Errors);

        Assert.Equal((code, "BT-44"), (error.Code, error.Field));
    }

    [Theory]
    [InlineData("Zoe\u0301", "Zoé")]
    [InlineData("Ștefan Țîrlea Ł€", "Ștefan Țîrlea Ł€")]
    public void Plan_NameOfTheSet_IsComposedAndKept(string name, string encoded) =>
        Assert.Equal(encoded, Swiss(Invoice with { Buyer = Invoice.Buyer with { Name = name } }).Debtor!.Name);

    [Fact]
    public void Plan_MessageOver140_IsRefused() =>
        Assert.Equal(("qr_too_long", "BT-83"), PaymentPartPlanner.Plan(With(PlainIban, new string('a', 141))).Errors.Select(error => (error.Code, error.Field)).Single());

    [Fact]
    public void Plan_TextOfTwoByteLetters_IsRefusedBeyond997Bytes()
    {
        var name = new string('é', 70);
        var address = new PostalAddress { Street = name, BuildingNumber = new string('é', 16), PostalCode = new string('é', 16), City = new string('é', 35), Country = "CH" };
        var invoice = With(PlainIban, new string('é', 140)) with { Seller = Invoice.Seller with { Name = name, Address = address }, Buyer = Invoice.Buyer with { Name = name, Address = address } };

        Assert.Equal("qr_too_long", Assert.Single(PaymentPartPlanner.Plan(invoice).Errors).Code);
    }

    [Fact]
    public void Plan_BuyerWithoutPostCode_LeavesThePayerEmpty()
    {
        var plan = PaymentPartPlanner.Plan(Invoice with { Buyer = Invoice.Buyer with { Address = new PostalAddress { City = "Dublin", Country = "IE" } } });

        Assert.Null(Assert.IsType<PaymentPart.SwissQr>(plan.Part).Bill.Debtor);
        Assert.Equal("qr_debtor_incomplete", Assert.Single(plan.Findings).Code);
    }

    [Fact]
    public void Plan_SellerWithoutPostCode_IsRefused() =>
        Assert.Equal(("qr_address", "BT-38"), PaymentPartPlanner.Plan(Invoice with { Seller = Invoice.Seller with { Address = Invoice.Seller.Address with { PostalCode = null } } }).Errors.Select(error => (error.Code, error.Field)).Single());

    [Fact]
    public void Plan_AddressParts_GoToTheirFields()
    {
        var address = new PostalAddress { Street = "Seeweg", BuildingNumber = "3a", PostalCode = "CH-1200", City = "Genève", Country = "CH" };

        Assert.Equal(new QrAddress("Zoé Müller", "Seeweg", "3a", "1200", "Genève", "CH"), Swiss(Invoice with { Buyer = Invoice.Buyer with { Address = address } }).Debtor);
    }

    private static Invoice With(string account, string? remittance) => Invoice with { Payments = [Transfer(account, remittance)] };

    private static PaymentInstruction Transfer(string account, string? remittance) => new() { MeansCode = "30", Account = account, RemittanceInformation = remittance };

    private static SwissQrBill Swiss(Invoice invoice)
    {
        var plan = PaymentPartPlanner.Plan(invoice);
        Assert.Empty(plan.Errors);
        return Assert.IsType<PaymentPart.SwissQr>(plan.Part).Bill;
    }

    private static PaymentNotice NoticeOf(Invoice invoice) => Assert.IsType<PaymentPart.Notice>(PaymentPartPlanner.Plan(invoice).Part).Kind;
}
