// Over 150 lines because it is one table: every term of EN 16931 from BT-1 to BT-165.
using static Dispatch.Tests.Documents.FacturX.TermRule;

namespace Dispatch.Tests.Documents.FacturX;

/// <summary>All terms of EN 16931 with their places. BT-24 is not compared: a Factur-X names its own profile there.</summary>
internal static class BusinessTerms
{
    private const string Seller = "cac:AccountingSupplierParty/cac:Party";
    private const string Buyer = "cac:AccountingCustomerParty/cac:Party";
    private const string Line = "(cac:InvoiceLine|cac:CreditNoteLine)";
    private const string Document = "cac:AdditionalDocumentReference[not(cbc:DocumentTypeCode='130') and not(cbc:DocumentTypeCode='50' and /cn:CreditNote)]";
    private const string Vat = "cac:TaxTotal[not(cbc:TaxAmount/@currencyID=/*/cbc:TaxCurrencyCode and cbc:TaxAmount/@currencyID!=/*/cbc:DocumentCurrencyCode)]";
    private const string Means = "$S/ram:SpecifiedTradeSettlementPaymentMeans";
    private const string Sums = "$S/ram:SpecifiedTradeSettlementHeaderMonetarySummation";
    private const string Settled = "$L/ram:SpecifiedLineTradeSettlement";
    private const string Product = "$L/ram:SpecifiedTradeProduct";
    private const string Prices = "$L/ram:SpecifiedLineTradeAgreement";
    private const string VatId = "cac:PartyTaxScheme[cac:TaxScheme/cbc:ID='VAT']/cbc:CompanyID";

    private const string Yes = "cbc:ChargeIndicator='true' or cbc:ChargeIndicator='1'";
    private const string No = "cbc:ChargeIndicator='false' or cbc:ChargeIndicator='0'";

    public static readonly IReadOnlyList<BusinessTerm> All =
    [
        new("BT-1", "cbc:ID", "rsm:ExchangedDocument/ram:ID"),
        new("BT-2", "cbc:IssueDate", "rsm:ExchangedDocument/ram:IssueDateTime/*"),
        new("BT-3", "cbc:InvoiceTypeCode|cbc:CreditNoteTypeCode", "rsm:ExchangedDocument/ram:TypeCode"),
        new("BT-5", "cbc:DocumentCurrencyCode", "$S/ram:InvoiceCurrencyCode"),
        new("BT-6", "cbc:TaxCurrencyCode[.!=/*/cbc:DocumentCurrencyCode and .=/*/cac:TaxTotal/cbc:TaxAmount/@currencyID]", "$S/ram:TaxCurrencyCode"),
        new("BT-7", "cbc:TaxPointDate", "$S/ram:ApplicableTradeTax/ram:TaxPointDate/*"),
        new("BT-8", "cac:InvoicePeriod/cbc:DescriptionCode", "$S/ram:ApplicableTradeTax/ram:DueDateTypeCode", TaxPointCode),
        new("BT-9", "cbc:DueDate|/cn:CreditNote/cac:PaymentMeans[1]/cbc:PaymentDueDate", "$S/ram:SpecifiedTradePaymentTerms/ram:DueDateDateTime/*"),
        new("BT-10", "cbc:BuyerReference", "$A/ram:BuyerReference"),
        new("BT-11", "cac:ProjectReference/cbc:ID|/cn:CreditNote/cac:AdditionalDocumentReference[cbc:DocumentTypeCode='50']/cbc:ID", "$A/ram:SpecifiedProcuringProject/ram:ID"),
        new("BT-12", "cac:ContractDocumentReference/cbc:ID", "$A/ram:ContractReferencedDocument/ram:IssuerAssignedID"),
        new("BT-13", "cac:OrderReference/cbc:ID", "$A/ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID"),
        new("BT-14", "cac:OrderReference/cbc:SalesOrderID", "$A/ram:SellerOrderReferencedDocument/ram:IssuerAssignedID"),
        new("BT-15", "cac:ReceiptDocumentReference/cbc:ID", "$D/ram:ReceivingAdviceReferencedDocument/ram:IssuerAssignedID"),
        new("BT-16", "cac:DespatchDocumentReference/cbc:ID", "$D/ram:DespatchAdviceReferencedDocument/ram:IssuerAssignedID"),
        new("BT-17", "cac:OriginatorDocumentReference/cbc:ID", "$A/ram:AdditionalReferencedDocument[ram:TypeCode='50']/ram:IssuerAssignedID"),
        new("BT-18", "cac:AdditionalDocumentReference[cbc:DocumentTypeCode='130']/cbc:ID", "$A/ram:AdditionalReferencedDocument[ram:TypeCode='130']/ram:IssuerAssignedID"),
        new("BT-18-1", "cac:AdditionalDocumentReference[cbc:DocumentTypeCode='130']/cbc:ID/@schemeID", "$A/ram:AdditionalReferencedDocument[ram:TypeCode='130']/ram:ReferenceTypeCode"),
        new("BT-19", "cbc:AccountingCost", "$S/ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID"),
        new("BT-20", "cac:PaymentTerms/cbc:Note", "$S/ram:SpecifiedTradePaymentTerms/ram:Description"),
        new("BT-21", "cbc:Note", "rsm:ExchangedDocument/ram:IncludedNote/ram:SubjectCode", NoteCode),
        new("BT-22", "cbc:Note", "rsm:ExchangedDocument/ram:IncludedNote/ram:Content", NoteText),
        new("BT-23", "cbc:ProfileID", "rsm:ExchangedDocumentContext/ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID"),
        new("BT-25", "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID", "$S/ram:InvoiceReferencedDocument/ram:IssuerAssignedID"),
        new("BT-26", "cac:BillingReference/cac:InvoiceDocumentReference/cbc:IssueDate", "$S/ram:InvoiceReferencedDocument/ram:FormattedIssueDateTime/*"),
        .. Party(Seller, "$A/ram:SellerTradeParty", 27, 28, 30, 31, 34, contact: 41),
        new("BT-29", $"{Seller}/cac:PartyIdentification/cbc:ID[not(@schemeID='SEPA')]", "$A/ram:SellerTradeParty/ram:ID|$A/ram:SellerTradeParty/ram:GlobalID", AnyOrder),
        new("BT-29-1", $"{Seller}/cac:PartyIdentification/cbc:ID/@schemeID[.!='SEPA']", "$A/ram:SellerTradeParty/ram:GlobalID/@schemeID"),
        new("BT-32", $"{Seller}/cac:PartyTaxScheme[not(cac:TaxScheme/cbc:ID='VAT')]/cbc:CompanyID", "$A/ram:SellerTradeParty/ram:SpecifiedTaxRegistration/ram:ID[@schemeID='FC']"),
        new("BT-33", $"{Seller}/cac:PartyLegalEntity/cbc:CompanyLegalForm", "$A/ram:SellerTradeParty/ram:Description"),
        .. Address($"{Seller}/cac:PostalAddress", "$A/ram:SellerTradeParty", 35, 162),
        .. Party(Buyer, "$A/ram:BuyerTradeParty", 44, 45, 47, 48, 49, contact: 56),
        new("BT-46", $"{Buyer}/cac:PartyIdentification/cbc:ID", "$A/ram:BuyerTradeParty/ram:ID|$A/ram:BuyerTradeParty/ram:GlobalID", First),
        new("BT-46-1", $"{Buyer}/cac:PartyIdentification/cbc:ID/@schemeID", "$A/ram:BuyerTradeParty/ram:GlobalID/@schemeID"),
        .. Address($"{Buyer}/cac:PostalAddress", "$A/ram:BuyerTradeParty", 50, 163),
        new("BT-59", "cac:PayeeParty/cac:PartyName/cbc:Name", "$S/ram:PayeeTradeParty/ram:Name"),
        new("BT-60", "cac:PayeeParty/cac:PartyIdentification/cbc:ID[not(@schemeID='SEPA')]", "$S/ram:PayeeTradeParty/ram:ID|$S/ram:PayeeTradeParty/ram:GlobalID", First),
        new("BT-60-1", "cac:PayeeParty/cac:PartyIdentification/cbc:ID/@schemeID[.!='SEPA']", "$S/ram:PayeeTradeParty/ram:GlobalID/@schemeID"),
        new("BT-61", "cac:PayeeParty/cac:PartyLegalEntity/cbc:CompanyID", "$S/ram:PayeeTradeParty/ram:SpecifiedLegalOrganization/ram:ID"),
        new("BT-61-1", "cac:PayeeParty/cac:PartyLegalEntity/cbc:CompanyID/@schemeID", "$S/ram:PayeeTradeParty/ram:SpecifiedLegalOrganization/ram:ID/@schemeID"),
        new("BT-62", "cac:TaxRepresentativeParty/cac:PartyName/cbc:Name", "$A/ram:SellerTaxRepresentativeTradeParty/ram:Name"),
        new("BT-63", $"cac:TaxRepresentativeParty/{VatId}", "$A/ram:SellerTaxRepresentativeTradeParty/ram:SpecifiedTaxRegistration/ram:ID[@schemeID='VA']"),
        .. Address("cac:TaxRepresentativeParty/cac:PostalAddress", "$A/ram:SellerTaxRepresentativeTradeParty", 64, 164),
        new("BT-70", "cac:Delivery/cac:DeliveryParty/cac:PartyName/cbc:Name", "$D/ram:ShipToTradeParty/ram:Name"),
        new("BT-71", "cac:Delivery/cac:DeliveryLocation/cbc:ID", "$D/ram:ShipToTradeParty/ram:ID|$D/ram:ShipToTradeParty/ram:GlobalID"),
        new("BT-71-1", "cac:Delivery/cac:DeliveryLocation/cbc:ID/@schemeID", "$D/ram:ShipToTradeParty/ram:GlobalID/@schemeID"),
        new("BT-72", "cac:Delivery/cbc:ActualDeliveryDate", "$D/ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime/*"),
        new("BT-73", "cac:InvoicePeriod/cbc:StartDate", "$S/ram:BillingSpecifiedPeriod/ram:StartDateTime/*"),
        new("BT-74", "cac:InvoicePeriod/cbc:EndDate", "$S/ram:BillingSpecifiedPeriod/ram:EndDateTime/*"),
        .. Address("cac:Delivery/cac:DeliveryLocation/cac:Address", "$D/ram:ShipToTradeParty", 75, 165),
        new("BT-81", "cac:PaymentMeans/cbc:PaymentMeansCode", $"{Means}/ram:TypeCode"),
        new("BT-82", "cac:PaymentMeans/cbc:PaymentMeansCode/@name", $"{Means}/ram:Information"),
        new("BT-83", "cac:PaymentMeans/cbc:PaymentID", "$S/ram:PaymentReference", First),
        new("BT-84", "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID", $"{Means}/ram:PayeePartyCreditorFinancialAccount/*[self::ram:IBANID or self::ram:ProprietaryID]", Compact),
        new("BT-85", "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:Name", $"{Means}/ram:PayeePartyCreditorFinancialAccount/ram:AccountName"),
        new("BT-86", "cac:PaymentMeans/cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cbc:ID", $"{Means}/ram:PayeeSpecifiedCreditorFinancialInstitution/ram:BICID"),
        new("BT-87", "cac:PaymentMeans/cac:CardAccount/cbc:PrimaryAccountNumberID", $"{Means}/ram:ApplicableTradeSettlementFinancialCard/ram:ID"),
        new("BT-88", "cac:PaymentMeans/cac:CardAccount/cbc:HolderName", $"{Means}/ram:ApplicableTradeSettlementFinancialCard/ram:CardholderName"),
        new("BT-89", "cac:PaymentMeans/cac:PaymentMandate/cbc:ID", "$S/ram:SpecifiedTradePaymentTerms/ram:DirectDebitMandateID", First),
        new("BT-90", $"{Seller}/cac:PartyIdentification/cbc:ID[@schemeID='SEPA']|cac:PayeeParty/cac:PartyIdentification/cbc:ID[@schemeID='SEPA']", "$S/ram:CreditorReferenceID"),
        new("BT-91", "cac:PaymentMeans/cac:PaymentMandate/cac:PayerFinancialAccount/cbc:ID", $"{Means}/ram:PayerPartyDebtorFinancialAccount/ram:IBANID"),
        .. Change("cac:AllowanceCharge", "$S/ram:SpecifiedTradeAllowanceCharge", isCharge: false, 92),
        new("BT-95", $"cac:AllowanceCharge[{No}]/cac:TaxCategory/cbc:ID", "$S/ram:SpecifiedTradeAllowanceCharge[*/udt:Indicator='false']/ram:CategoryTradeTax/ram:CategoryCode"),
        new("BT-96", $"cac:AllowanceCharge[{No}]/cac:TaxCategory/cbc:Percent", "$S/ram:SpecifiedTradeAllowanceCharge[*/udt:Indicator='false']/ram:CategoryTradeTax/ram:RateApplicablePercent"),
        .. Reason("cac:AllowanceCharge", "$S/ram:SpecifiedTradeAllowanceCharge", isCharge: false, 97),
        .. Change("cac:AllowanceCharge", "$S/ram:SpecifiedTradeAllowanceCharge", isCharge: true, 99),
        new("BT-102", $"cac:AllowanceCharge[{Yes}]/cac:TaxCategory/cbc:ID", "$S/ram:SpecifiedTradeAllowanceCharge[*/udt:Indicator='true']/ram:CategoryTradeTax/ram:CategoryCode"),
        new("BT-103", $"cac:AllowanceCharge[{Yes}]/cac:TaxCategory/cbc:Percent", "$S/ram:SpecifiedTradeAllowanceCharge[*/udt:Indicator='true']/ram:CategoryTradeTax/ram:RateApplicablePercent"),
        .. Reason("cac:AllowanceCharge", "$S/ram:SpecifiedTradeAllowanceCharge", isCharge: true, 104),
        new("BT-106", "cac:LegalMonetaryTotal/cbc:LineExtensionAmount", $"{Sums}/ram:LineTotalAmount"),
        new("BT-107", "cac:LegalMonetaryTotal/cbc:AllowanceTotalAmount", $"{Sums}/ram:AllowanceTotalAmount", ZeroMayBeMissing),
        new("BT-108", "cac:LegalMonetaryTotal/cbc:ChargeTotalAmount", $"{Sums}/ram:ChargeTotalAmount", ZeroMayBeMissing),
        new("BT-109", "cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount", $"{Sums}/ram:TaxBasisTotalAmount"),
        new("BT-110", $"{Vat}/cbc:TaxAmount", $"{Sums}/ram:TaxTotalAmount[@currencyID=/*//ram:InvoiceCurrencyCode]", ZeroMayBeMissing),
        new("BT-111", "cac:TaxTotal/cbc:TaxAmount[@currencyID=/*/cbc:TaxCurrencyCode and @currencyID!=/*/cbc:DocumentCurrencyCode]", $"{Sums}/ram:TaxTotalAmount[@currencyID!=/*//ram:InvoiceCurrencyCode]"),
        new("BT-112", "cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount", $"{Sums}/ram:GrandTotalAmount"),
        new("BT-113", "cac:LegalMonetaryTotal/cbc:PrepaidAmount", $"{Sums}/ram:TotalPrepaidAmount", ZeroMayBeMissing),
        new("BT-114", "cac:LegalMonetaryTotal/cbc:PayableRoundingAmount", $"{Sums}/ram:RoundingAmount", ZeroMayBeMissing),
        new("BT-115", "cac:LegalMonetaryTotal/cbc:PayableAmount", $"{Sums}/ram:DuePayableAmount"),
        new("BT-116", $"{Vat}/cac:TaxSubtotal/cbc:TaxableAmount", "$S/ram:ApplicableTradeTax/ram:BasisAmount"),
        new("BT-117", $"{Vat}/cac:TaxSubtotal/cbc:TaxAmount", "$S/ram:ApplicableTradeTax/ram:CalculatedAmount"),
        new("BT-118", $"{Vat}/cac:TaxSubtotal/cac:TaxCategory/cbc:ID", "$S/ram:ApplicableTradeTax/ram:CategoryCode"),
        new("BT-119", $"{Vat}/cac:TaxSubtotal/cac:TaxCategory/cbc:Percent", "$S/ram:ApplicableTradeTax/ram:RateApplicablePercent"),
        new("BT-120", $"{Vat}/cac:TaxSubtotal/cac:TaxCategory/cbc:TaxExemptionReason", "$S/ram:ApplicableTradeTax/ram:ExemptionReason"),
        new("BT-121", $"{Vat}/cac:TaxSubtotal/cac:TaxCategory/cbc:TaxExemptionReasonCode", "$S/ram:ApplicableTradeTax/ram:ExemptionReasonCode"),
        new("BT-122", $"{Document}/cbc:ID", "$A/ram:AdditionalReferencedDocument[ram:TypeCode='916']/ram:IssuerAssignedID"),
        new("BT-123", $"{Document}/cbc:DocumentDescription", "$A/ram:AdditionalReferencedDocument[ram:TypeCode='916']/ram:Name"),
        new("BT-124", $"{Document}/cac:Attachment/cac:ExternalReference/cbc:URI", "$A/ram:AdditionalReferencedDocument[ram:TypeCode='916']/ram:URIID"),
        new("BT-125", $"{Document}/cac:Attachment/cbc:EmbeddedDocumentBinaryObject", "$A/ram:AdditionalReferencedDocument/ram:AttachmentBinaryObject", Compact),
        new("BT-125-1", $"{Document}/cac:Attachment/cbc:EmbeddedDocumentBinaryObject/@mimeCode", "$A/ram:AdditionalReferencedDocument/ram:AttachmentBinaryObject/@mimeCode"),
        new("BT-125-2", $"{Document}/cac:Attachment/cbc:EmbeddedDocumentBinaryObject/@filename", "$A/ram:AdditionalReferencedDocument/ram:AttachmentBinaryObject/@filename"),
        new("BT-126", $"{Line}/cbc:ID", "$L/ram:AssociatedDocumentLineDocument/ram:LineID"),
        new("BT-127", $"{Line}/cbc:Note", "$L/ram:AssociatedDocumentLineDocument/ram:IncludedNote/ram:Content"),
        new("BT-128", $"{Line}/cac:DocumentReference/cbc:ID", $"{Settled}/ram:AdditionalReferencedDocument[ram:TypeCode='130']/ram:IssuerAssignedID"),
        new("BT-128-1", $"{Line}/cac:DocumentReference/cbc:ID/@schemeID", $"{Settled}/ram:AdditionalReferencedDocument[ram:TypeCode='130']/ram:ReferenceTypeCode"),
        new("BT-129", $"{Line}/cbc:InvoicedQuantity|{Line}/cbc:CreditedQuantity", "$L/ram:SpecifiedLineTradeDelivery/ram:BilledQuantity"),
        new("BT-130", $"{Line}/cbc:InvoicedQuantity/@unitCode|{Line}/cbc:CreditedQuantity/@unitCode", "$L/ram:SpecifiedLineTradeDelivery/ram:BilledQuantity/@unitCode"),
        new("BT-131", $"{Line}/cbc:LineExtensionAmount", $"{Settled}/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount"),
        new("BT-132", $"{Line}/cac:OrderLineReference/cbc:LineID", $"{Prices}/ram:BuyerOrderReferencedDocument/ram:LineID"),
        new("BT-133", $"{Line}/cbc:AccountingCost", $"{Settled}/ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID"),
        new("BT-134", $"{Line}/cac:InvoicePeriod/cbc:StartDate", $"{Settled}/ram:BillingSpecifiedPeriod/ram:StartDateTime/*"),
        new("BT-135", $"{Line}/cac:InvoicePeriod/cbc:EndDate", $"{Settled}/ram:BillingSpecifiedPeriod/ram:EndDateTime/*"),
        .. Change($"{Line}/cac:AllowanceCharge", $"{Settled}/ram:SpecifiedTradeAllowanceCharge", isCharge: false, 136),
        .. Reason($"{Line}/cac:AllowanceCharge", $"{Settled}/ram:SpecifiedTradeAllowanceCharge", isCharge: false, 139),
        .. Change($"{Line}/cac:AllowanceCharge", $"{Settled}/ram:SpecifiedTradeAllowanceCharge", isCharge: true, 141),
        .. Reason($"{Line}/cac:AllowanceCharge", $"{Settled}/ram:SpecifiedTradeAllowanceCharge", isCharge: true, 144),
        new("BT-146", $"{Line}/cac:Price/cbc:PriceAmount", $"{Prices}/ram:NetPriceProductTradePrice/ram:ChargeAmount"),
        new("BT-147", $"{Line}/cac:Price/cac:AllowanceCharge/cbc:Amount", $"{Prices}/ram:GrossPriceProductTradePrice/ram:AppliedTradeAllowanceCharge/ram:ActualAmount"),
        new("BT-148", $"{Line}/cac:Price/cac:AllowanceCharge/cbc:BaseAmount", $"{Prices}/ram:GrossPriceProductTradePrice/ram:ChargeAmount", MayBeAdded),
        new("BT-149", $"{Line}/cac:Price/cbc:BaseQuantity", $"{Prices}/ram:NetPriceProductTradePrice/ram:BasisQuantity", OneMayBeMissing),
        new("BT-150", $"{Line}/cac:Price/cbc:BaseQuantity/@unitCode", $"{Prices}/ram:NetPriceProductTradePrice/ram:BasisQuantity/@unitCode"),
        new("BT-151", $"{Line}/cac:Item/cac:ClassifiedTaxCategory/cbc:ID", $"{Settled}/ram:ApplicableTradeTax/ram:CategoryCode"),
        new("BT-152", $"{Line}/cac:Item/cac:ClassifiedTaxCategory/cbc:Percent", $"{Settled}/ram:ApplicableTradeTax/ram:RateApplicablePercent"),
        new("BT-153", $"{Line}/cac:Item/cbc:Name", $"{Product}/ram:Name"),
        new("BT-154", $"{Line}/cac:Item/cbc:Description", $"{Product}/ram:Description"),
        new("BT-155", $"{Line}/cac:Item/cac:SellersItemIdentification/cbc:ID", $"{Product}/ram:SellerAssignedID"),
        new("BT-156", $"{Line}/cac:Item/cac:BuyersItemIdentification/cbc:ID", $"{Product}/ram:BuyerAssignedID"),
        new("BT-157", $"{Line}/cac:Item/cac:StandardItemIdentification/cbc:ID", $"{Product}/ram:GlobalID"),
        new("BT-157-1", $"{Line}/cac:Item/cac:StandardItemIdentification/cbc:ID/@schemeID", $"{Product}/ram:GlobalID/@schemeID"),
        new("BT-158", $"{Line}/cac:Item/cac:CommodityClassification/cbc:ItemClassificationCode", $"{Product}/ram:DesignatedProductClassification/ram:ClassCode"),
        new("BT-158-1", $"{Line}/cac:Item/cac:CommodityClassification/cbc:ItemClassificationCode/@listID", $"{Product}/ram:DesignatedProductClassification/ram:ClassCode/@listID"),
        new("BT-158-2", $"{Line}/cac:Item/cac:CommodityClassification/cbc:ItemClassificationCode/@listVersionID", $"{Product}/ram:DesignatedProductClassification/ram:ClassCode/@listVersionID"),
        new("BT-159", $"{Line}/cac:Item/cac:OriginCountry/cbc:IdentificationCode", $"{Product}/ram:OriginTradeCountry/ram:ID"),
        new("BT-160", $"{Line}/cac:Item/cac:AdditionalItemProperty/cbc:Name", $"{Product}/ram:ApplicableProductCharacteristic/ram:Description"),
        new("BT-161", $"{Line}/cac:Item/cac:AdditionalItemProperty/cbc:Value", $"{Product}/ram:ApplicableProductCharacteristic/ram:Value"),
    ];

    private static IEnumerable<BusinessTerm> Party(string ubl, string cii, int name, int tradingName, int legalId, int vatId, int address, int contact) =>
    [
        new($"BT-{name}", $"{ubl}/cac:PartyLegalEntity/cbc:RegistrationName", $"{cii}/ram:Name"),
        new($"BT-{tradingName}", $"{ubl}/cac:PartyName/cbc:Name", $"{cii}/ram:SpecifiedLegalOrganization/ram:TradingBusinessName"),
        new($"BT-{legalId}", $"{ubl}/cac:PartyLegalEntity/cbc:CompanyID", $"{cii}/ram:SpecifiedLegalOrganization/ram:ID"),
        new($"BT-{legalId}-1", $"{ubl}/cac:PartyLegalEntity/cbc:CompanyID/@schemeID", $"{cii}/ram:SpecifiedLegalOrganization/ram:ID/@schemeID"),
        new($"BT-{vatId}", $"{ubl}/{VatId}", $"{cii}/ram:SpecifiedTaxRegistration/ram:ID[@schemeID='VA']"),
        new($"BT-{address}", $"{ubl}/cbc:EndpointID", $"{cii}/ram:URIUniversalCommunication/ram:URIID"),
        new($"BT-{address}-1", $"{ubl}/cbc:EndpointID/@schemeID", $"{cii}/ram:URIUniversalCommunication/ram:URIID/@schemeID"),
        new($"BT-{contact}", $"{ubl}/cac:Contact/cbc:Name", $"{cii}/ram:DefinedTradeContact/ram:PersonName"),
        new($"BT-{contact + 1}", $"{ubl}/cac:Contact/cbc:Telephone", $"{cii}/ram:DefinedTradeContact/ram:TelephoneUniversalCommunication/ram:CompleteNumber"),
        new($"BT-{contact + 2}", $"{ubl}/cac:Contact/cbc:ElectronicMail", $"{cii}/ram:DefinedTradeContact/ram:EmailURIUniversalCommunication/ram:URIID"),
    ];

    /// <summary>Street, additional street, city, post code, subdivision and country have numbers in a row.</summary>
    private static IEnumerable<BusinessTerm> Address(string ubl, string cii, int first, int line) =>
    [
        new($"BT-{first}", $"{ubl}/cbc:StreetName", $"{cii}/ram:PostalTradeAddress/ram:LineOne"),
        new($"BT-{first + 1}", $"{ubl}/cbc:AdditionalStreetName", $"{cii}/ram:PostalTradeAddress/ram:LineTwo"),
        new($"BT-{line}", $"{ubl}/cac:AddressLine/cbc:Line", $"{cii}/ram:PostalTradeAddress/ram:LineThree"),
        new($"BT-{first + 2}", $"{ubl}/cbc:CityName", $"{cii}/ram:PostalTradeAddress/ram:CityName"),
        new($"BT-{first + 3}", $"{ubl}/cbc:PostalZone", $"{cii}/ram:PostalTradeAddress/ram:PostcodeCode"),
        new($"BT-{first + 4}", $"{ubl}/cbc:CountrySubentity", $"{cii}/ram:PostalTradeAddress/ram:CountrySubDivisionName"),
        new($"BT-{first + 5}", $"{ubl}/cac:Country/cbc:IdentificationCode", $"{cii}/ram:PostalTradeAddress/ram:CountryID"),
    ];

    private static IEnumerable<BusinessTerm> Change(string ubl, string cii, bool isCharge, int first)
    {
        var (from, to) = ($"{ubl}[{(isCharge ? Yes : No)}]", $"{cii}[*/udt:Indicator='{(isCharge ? "true" : "false")}']");
        return
        [
            new($"BT-{first}", $"{from}/cbc:Amount", $"{to}/ram:ActualAmount"),
            new($"BT-{first + 1}", $"{from}/cbc:BaseAmount", $"{to}/ram:BasisAmount"),
            new($"BT-{first + 2}", $"{from}/cbc:MultiplierFactorNumeric", $"{to}/ram:CalculationPercent"),
        ];
    }

    private static IEnumerable<BusinessTerm> Reason(string ubl, string cii, bool isCharge, int first)
    {
        var (from, to) = ($"{ubl}[{(isCharge ? Yes : No)}]", $"{cii}[*/udt:Indicator='{(isCharge ? "true" : "false")}']");
        return [new($"BT-{first}", $"{from}/cbc:AllowanceChargeReason", $"{to}/ram:Reason"), new($"BT-{first + 1}", $"{from}/cbc:AllowanceChargeReasonCode", $"{to}/ram:ReasonCode")];
    }
}
