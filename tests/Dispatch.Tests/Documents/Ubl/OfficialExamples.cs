namespace Dispatch.Tests.Documents.Ubl;

/// <summary>
/// What each official example gives: the payment part (and the codes of findings), or why it is refused. The refusals of UBL files
/// are meant: account numbers of examples with wrong check digits would be printed, one name has a line break.
/// </summary>
internal static class OfficialExamples
{
    public static readonly IReadOnlyDictionary<string, string> Expected = new Dictionary<string, string>
    {
        ["en16931/examples-cii/CII-BR-CO-10-RoundingIssue.xml"] = "refused xml_is_cii",
        ["en16931/examples-cii/CII_business_example_02.xml"] = "refused xml_is_cii",
        ["en16931/examples-cii/CII_example1.xml"] = "refused xml_is_cii",
        ["en16931/examples-cii/CII_example3.xml"] = "refused xml_is_cii",
        ["en16931/examples-cii/CII_example5.xml"] = "refused xml_is_cii",
        ["en16931/examples-cii/CII_example7.xml"] = "refused xml_is_cii",
        ["en16931/examples-cii/CII_example9.xml"] = "refused xml_is_cii",
        ["en16931/examples-ubl/BIS3_Invoice_negativ.XML"] = "Notice",
        ["en16931/examples-ubl/guide-example1.xml"] = "EpcQr, found line_net",
        ["en16931/examples-ubl/guide-example3.xml"] = "refused iban_invalid BT-84",
        ["en16931/examples-ubl/sample-discount-price.xml"] = "refused control_character BT-44",
        ["en16931/examples-ubl/ubl-tc434-example1.xml"] = "EpcQr, found line_net",
        ["en16931/examples-ubl/ubl-tc434-example2.xml"] = "Account, found line_net",
        ["en16931/examples-ubl/ubl-tc434-example4.xml"] = "refused iban_invalid BT-84",
        ["en16931/examples-ubl/ubl-tc434-example6.xml"] = "Notice",
        ["en16931/examples-ubl/ubl-tc434-example8.xml"] = "EpcQr",
        ["en16931/testfiles-ubl/BIS_Billing_30-DataIT.xml"] = "Account",
        ["en16931/testfiles-ubl/BIS_Billing_30-Elnat.xml"] = "Account",
        ["en16931/testfiles-ubl/BIS_Billing_30-Forskott_(ej_moms).xml"] = "Notice",
        ["en16931/testfiles-ubl/BIS_Billing_30-Hyrbil.xml"] = "Account",
        ["en16931/testfiles-ubl/BIS_Billing_30-InomstatligFakturering.xml"] = "Account",
        ["en16931/testfiles-ubl/BIS_Billing_30-Kreditering_med_kreditnota.xml"] = "Notice",
        ["en16931/testfiles-ubl/BIS_Billing_30-OmvandSkattskyldighet.xml"] = "Account",
        ["en16931/testfiles-ubl/BIS_Billing_30-Rantefaktura_Enkel.xml"] = "Account, found line_net",
        ["en16931/testfiles-ubl/BIS_Billing_30-Resor_Bokning.xml"] = "Account",
        ["en16931/testfiles-ubl/BIS_Billing_30-Telefoni.xml"] = "Account",
        ["en16931/testfiles-ubl/BIS_Billing_30-Tjanster_Kopiering.xml"] = "Notice",
        ["en16931/testfiles-ubl/CreditNote-Max_content.xml"] = "Notice, found iban_invalid",
        ["en16931/testfiles-ubl/CreditNote-Min_content_without_VAT.xml"] = "Notice",
        ["en16931/testfiles-ubl/Invoice-Min_content_with_VAT.xml"] = "Notice",
        ["en16931/testfiles-ubl/ubl-tc434-test-1.xml"] = "Account, found line_net",
        ["peppol-bis-3/examples/Allowance-example.xml"] = "Account",
        ["peppol-bis-3/examples/base-creditnote-correction.xml"] = "Notice",
        ["peppol-bis-3/examples/base-negative-inv-correction.xml"] = "Notice",
        ["peppol-bis-3/examples/vat-category-E.xml"] = "refused iban_invalid BT-84",
        ["peppol-bis-3/examples/vat-category-Z.xml"] = "refused iban_invalid BT-84",
        ["xrechnung-testsuite/01.01a-INVOICE_ubl.xml"] = "EpcQr",
        ["xrechnung-testsuite/01.01a-INVOICE_uncefact.xml"] = "refused xml_is_cii",
        ["xrechnung-testsuite/01.03a-INVOICE_ubl.xml"] = "EpcQr",
        ["xrechnung-testsuite/01.03a-INVOICE_uncefact.xml"] = "refused xml_is_cii",
        ["xrechnung-testsuite/01.05a-INVOICE_ubl.xml"] = "EpcQr",
        ["xrechnung-testsuite/01.05a-INVOICE_uncefact.xml"] = "refused xml_is_cii",
        ["xrechnung-testsuite/01.07a-INVOICE_ubl.xml"] = "EpcQr",
        ["xrechnung-testsuite/01.07a-INVOICE_uncefact.xml"] = "refused xml_is_cii",
        ["xrechnung-testsuite/01.09a-INVOICE_ubl.xml"] = "EpcQr",
        ["xrechnung-testsuite/01.09a-INVOICE_uncefact.xml"] = "refused xml_is_cii",
        ["xrechnung-testsuite/01.11a-INVOICE_ubl.xml"] = "EpcQr",
        ["xrechnung-testsuite/01.11a-INVOICE_uncefact.xml"] = "refused xml_is_cii",
        ["xrechnung-testsuite/01.13a-INVOICE_ubl.xml"] = "EpcQr",
        ["xrechnung-testsuite/01.13a-INVOICE_uncefact.xml"] = "refused xml_is_cii",
        ["xrechnung-testsuite/01.17a-INVOICE_ubl.xml"] = "EpcQr",
        ["xrechnung-testsuite/01.17a-INVOICE_uncefact.xml"] = "refused xml_is_cii",
        ["xrechnung-testsuite/01.19a-INVOICE_ubl.xml"] = "Notice",
        ["xrechnung-testsuite/01.19a-INVOICE_uncefact.xml"] = "refused xml_is_cii",
        ["xrechnung-testsuite/01.21a-INVOICE_ubl.xml"] = "EpcQr",
        ["xrechnung-testsuite/01.21a-INVOICE_uncefact.xml"] = "refused xml_is_cii",
        ["xrechnung-testsuite/03.06a-INVOICE_ubl.xml"] = "EpcQr",
        ["xrechnung-testsuite/03.06a-INVOICE_uncefact.xml"] = "refused xml_is_cii",
    };

    public static readonly IReadOnlyList<string> Folders = ["en16931/examples-ubl", "en16931/testfiles-ubl", "en16931/examples-cii", "peppol-bis-3/examples", "xrechnung-testsuite"];
}
