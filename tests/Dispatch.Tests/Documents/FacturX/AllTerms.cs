using System.Text;

namespace Dispatch.Tests.Documents.FacturX;

/// <summary>
/// An invented UBL invoice that has every term of EN 16931 with a value of its own, also those that exclude each other (BT-7 and BT-8, or all kinds of
/// payment at once, under one code). One line of 100.00 net at 20 %, allowances and charges of 1.00 each.
/// </summary>
internal static class AllTerms
{
    public static byte[] Ubl => Encoding.UTF8.GetBytes(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
          <cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
          <cbc:ProfileID>process</cbc:ProfileID>
          <cbc:ID>R-1</cbc:ID>
          <cbc:IssueDate>2026-02-01</cbc:IssueDate>
          <cbc:DueDate>2026-03-02</cbc:DueDate>
          <cbc:InvoiceTypeCode>384</cbc:InvoiceTypeCode>
          <cbc:Note>#AAI#First note
        on two lines</cbc:Note>
          <cbc:Note>#1 Second note</cbc:Note>
          <cbc:TaxPointDate>2026-02-03</cbc:TaxPointDate>
          <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
          <cbc:TaxCurrencyCode>CHF</cbc:TaxCurrencyCode>
          <cbc:AccountingCost>cost of the buyer</cbc:AccountingCost>
          <cbc:BuyerReference>buyer reference</cbc:BuyerReference>
          <cac:InvoicePeriod><cbc:StartDate>2026-01-01</cbc:StartDate><cbc:EndDate>2026-01-31</cbc:EndDate><cbc:DescriptionCode>35</cbc:DescriptionCode></cac:InvoicePeriod>
          <cac:OrderReference><cbc:ID>order</cbc:ID><cbc:SalesOrderID>sales order</cbc:SalesOrderID></cac:OrderReference>
          <cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>R-0</cbc:ID><cbc:IssueDate>2026-01-02</cbc:IssueDate></cac:InvoiceDocumentReference></cac:BillingReference>
          <cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>R-00</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>
          <cac:DespatchDocumentReference><cbc:ID>despatch</cbc:ID></cac:DespatchDocumentReference>
          <cac:ReceiptDocumentReference><cbc:ID>receipt</cbc:ID></cac:ReceiptDocumentReference>
          <cac:OriginatorDocumentReference><cbc:ID>tender</cbc:ID></cac:OriginatorDocumentReference>
          <cac:ContractDocumentReference><cbc:ID>contract</cbc:ID></cac:ContractDocumentReference>
          <cac:AdditionalDocumentReference><cbc:ID schemeID="AVE">object</cbc:ID><cbc:DocumentTypeCode>130</cbc:DocumentTypeCode></cac:AdditionalDocumentReference>
          <cac:AdditionalDocumentReference><cbc:ID>A1</cbc:ID><cbc:DocumentDescription>load profile</cbc:DocumentDescription>
            <cac:Attachment><cbc:EmbeddedDocumentBinaryObject mimeCode="text/csv" filename="profile.csv">MTsyCg==</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>
          <cac:AdditionalDocumentReference><cbc:ID>A2</cbc:ID><cac:Attachment><cac:ExternalReference><cbc:URI>https://example.org/a2?b=1&amp;c=2</cbc:URI></cac:ExternalReference></cac:Attachment></cac:AdditionalDocumentReference>
          <cac:ProjectReference><cbc:ID>project</cbc:ID></cac:ProjectReference>
          <cac:AccountingSupplierParty><cac:Party>
            <cbc:EndpointID schemeID="EM">seller@example.org</cbc:EndpointID>
            <cac:PartyIdentification><cbc:ID>seller id</cbc:ID></cac:PartyIdentification>
            <cac:PartyIdentification><cbc:ID schemeID="0088">4012345000009</cbc:ID></cac:PartyIdentification>
            <cac:PartyIdentification><cbc:ID schemeID="SEPA">DE98ZZZ09999999999</cbc:ID></cac:PartyIdentification>
            <cac:PartyName><cbc:Name>Seller trading</cbc:Name></cac:PartyName>
            <cac:PostalAddress><cbc:StreetName>Seller street 1</cbc:StreetName><cbc:AdditionalStreetName>Seller house</cbc:AdditionalStreetName><cbc:CityName>Seller city</cbc:CityName><cbc:PostalZone>1001</cbc:PostalZone><cbc:CountrySubentity>Seller region</cbc:CountrySubentity><cac:AddressLine><cbc:Line>Seller floor</cbc:Line></cac:AddressLine><cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
            <cac:PartyTaxScheme><cbc:CompanyID>DE123456789</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
            <cac:PartyTaxScheme><cbc:CompanyID>tax number</cbc:CompanyID><cac:TaxScheme><cbc:ID>FC</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
            <cac:PartyLegalEntity><cbc:RegistrationName>Seller Ltd &lt;&amp;&gt;</cbc:RegistrationName><cbc:CompanyID schemeID="0002">seller register</cbc:CompanyID><cbc:CompanyLegalForm>Seller legal form</cbc:CompanyLegalForm></cac:PartyLegalEntity>
            <cac:Contact><cbc:Name>Seller contact</cbc:Name><cbc:Telephone>+41 1</cbc:Telephone><cbc:ElectronicMail>contact@seller.example</cbc:ElectronicMail></cac:Contact>
          </cac:Party></cac:AccountingSupplierParty>
          <cac:AccountingCustomerParty><cac:Party>
            <cbc:EndpointID schemeID="0088">4098765000010</cbc:EndpointID>
            <cac:PartyIdentification><cbc:ID schemeID="0060">buyer id</cbc:ID></cac:PartyIdentification>
            <cac:PartyName><cbc:Name>Buyer trading</cbc:Name></cac:PartyName>
            <cac:PostalAddress><cbc:StreetName>Buyer street 2</cbc:StreetName><cbc:AdditionalStreetName>Buyer house</cbc:AdditionalStreetName><cbc:CityName>Buyer city</cbc:CityName><cbc:PostalZone>1002</cbc:PostalZone><cbc:CountrySubentity>Buyer region</cbc:CountrySubentity><cac:AddressLine><cbc:Line>Buyer floor</cbc:Line></cac:AddressLine><cac:Country><cbc:IdentificationCode>CH</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
            <cac:PartyTaxScheme><cbc:CompanyID>CHE-123.456.788 MWST</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
            <cac:PartyLegalEntity><cbc:RegistrationName>Buyer Ltd</cbc:RegistrationName><cbc:CompanyID schemeID="0183">buyer register</cbc:CompanyID></cac:PartyLegalEntity>
            <cac:Contact><cbc:Name>Buyer contact</cbc:Name><cbc:Telephone>+41 2</cbc:Telephone><cbc:ElectronicMail>contact@buyer.example</cbc:ElectronicMail></cac:Contact>
          </cac:Party></cac:AccountingCustomerParty>
          <cac:PayeeParty><cac:PartyIdentification><cbc:ID schemeID="0088">4012345000016</cbc:ID></cac:PartyIdentification><cac:PartyName><cbc:Name>Payee</cbc:Name></cac:PartyName><cac:PartyLegalEntity><cbc:CompanyID schemeID="0002">payee register</cbc:CompanyID></cac:PartyLegalEntity></cac:PayeeParty>
          <cac:TaxRepresentativeParty><cac:PartyName><cbc:Name>Representative</cbc:Name></cac:PartyName>
            <cac:PostalAddress><cbc:StreetName>Tax street 3</cbc:StreetName><cbc:AdditionalStreetName>Tax house</cbc:AdditionalStreetName><cbc:CityName>Tax city</cbc:CityName><cbc:PostalZone>1003</cbc:PostalZone><cbc:CountrySubentity>Tax region</cbc:CountrySubentity><cac:AddressLine><cbc:Line>Tax floor</cbc:Line></cac:AddressLine><cac:Country><cbc:IdentificationCode>FR</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
            <cac:PartyTaxScheme><cbc:CompanyID>FR12345678901</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme></cac:TaxRepresentativeParty>
          <cac:Delivery><cbc:ActualDeliveryDate>2026-01-30</cbc:ActualDeliveryDate>
            <cac:DeliveryLocation><cbc:ID schemeID="0088">4012345000023</cbc:ID><cac:Address><cbc:StreetName>Delivery street 4</cbc:StreetName><cbc:AdditionalStreetName>Delivery house</cbc:AdditionalStreetName><cbc:CityName>Delivery city</cbc:CityName><cbc:PostalZone>1004</cbc:PostalZone><cbc:CountrySubentity>Delivery region</cbc:CountrySubentity><cac:AddressLine><cbc:Line>Delivery floor</cbc:Line></cac:AddressLine><cac:Country><cbc:IdentificationCode>IT</cbc:IdentificationCode></cac:Country></cac:Address></cac:DeliveryLocation>
            <cac:DeliveryParty><cac:PartyName><cbc:Name>Delivered to</cbc:Name></cac:PartyName></cac:DeliveryParty></cac:Delivery>
          <cac:PaymentMeans><cbc:PaymentMeansCode name="transfer">1</cbc:PaymentMeansCode><cbc:PaymentID>remittance</cbc:PaymentID>
            <cac:PayeeFinancialAccount><cbc:ID>DE89 3704 0044 0532 0130 00</cbc:ID><cbc:Name>Account of payee</cbc:Name><cac:FinancialInstitutionBranch><cbc:ID>COBADEFFXXX</cbc:ID></cac:FinancialInstitutionBranch></cac:PayeeFinancialAccount></cac:PaymentMeans>
          <cac:PaymentMeans><cbc:PaymentMeansCode>1</cbc:PaymentMeansCode><cbc:PaymentID>remittance</cbc:PaymentID><cac:PayeeFinancialAccount><cbc:ID>12345-6</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
          <cac:PaymentMeans><cbc:PaymentMeansCode>1</cbc:PaymentMeansCode><cac:CardAccount><cbc:PrimaryAccountNumberID>XXXXXX1234</cbc:PrimaryAccountNumberID><cbc:NetworkID>VISA</cbc:NetworkID><cbc:HolderName>Card holder</cbc:HolderName></cac:CardAccount></cac:PaymentMeans>
          <cac:PaymentMeans><cbc:PaymentMeansCode>1</cbc:PaymentMeansCode><cac:PaymentMandate><cbc:ID>mandate</cbc:ID><cac:PayerFinancialAccount><cbc:ID>DE12500105170648489890</cbc:ID></cac:PayerFinancialAccount></cac:PaymentMandate></cac:PaymentMeans>
          <cac:PaymentTerms><cbc:Note>Terms
        on two lines</cbc:Note></cac:PaymentTerms>
          <cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:AllowanceChargeReasonCode>95</cbc:AllowanceChargeReasonCode><cbc:AllowanceChargeReason>Discount</cbc:AllowanceChargeReason><cbc:MultiplierFactorNumeric>1</cbc:MultiplierFactorNumeric><cbc:Amount currencyID="EUR">1.00</cbc:Amount><cbc:BaseAmount currencyID="EUR">100.00</cbc:BaseAmount><cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:AllowanceCharge>
          <cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator><cbc:AllowanceChargeReasonCode>FC</cbc:AllowanceChargeReasonCode><cbc:AllowanceChargeReason>Freight</cbc:AllowanceChargeReason><cbc:MultiplierFactorNumeric>2</cbc:MultiplierFactorNumeric><cbc:Amount currencyID="EUR">1.00</cbc:Amount><cbc:BaseAmount currencyID="EUR">50.00</cbc:BaseAmount><cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:AllowanceCharge>
          <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">20.00</cbc:TaxAmount>
            <cac:TaxSubtotal><cbc:TaxableAmount currencyID="EUR">100.00</cbc:TaxableAmount><cbc:TaxAmount currencyID="EUR">20.00</cbc:TaxAmount><cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal>
            <cac:TaxSubtotal><cbc:TaxableAmount currencyID="EUR">7.50</cbc:TaxableAmount><cbc:TaxAmount currencyID="EUR">0.00</cbc:TaxAmount><cac:TaxCategory><cbc:ID>E</cbc:ID><cbc:Percent>0</cbc:Percent><cbc:TaxExemptionReasonCode>VATEX-EU-132</cbc:TaxExemptionReasonCode><cbc:TaxExemptionReason>exempt</cbc:TaxExemptionReason><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
          <cac:TaxTotal><cbc:TaxAmount currencyID="CHF">18.81</cbc:TaxAmount></cac:TaxTotal>
          <cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="EUR">107.50</cbc:LineExtensionAmount><cbc:TaxExclusiveAmount currencyID="EUR">107.50</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount currencyID="EUR">127.50</cbc:TaxInclusiveAmount><cbc:AllowanceTotalAmount currencyID="EUR">1.00</cbc:AllowanceTotalAmount><cbc:ChargeTotalAmount currencyID="EUR">1.00</cbc:ChargeTotalAmount><cbc:PrepaidAmount currencyID="EUR">27.00</cbc:PrepaidAmount><cbc:PayableRoundingAmount currencyID="EUR">-0.50</cbc:PayableRoundingAmount><cbc:PayableAmount currencyID="EUR">100.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
          <cac:InvoiceLine><cbc:ID>L1</cbc:ID><cbc:Note>Line note</cbc:Note><cbc:InvoicedQuantity unitCode="KWH">1000</cbc:InvoicedQuantity><cbc:LineExtensionAmount currencyID="EUR">100.00</cbc:LineExtensionAmount><cbc:AccountingCost>cost of the line</cbc:AccountingCost>
            <cac:InvoicePeriod><cbc:StartDate>2026-01-05</cbc:StartDate><cbc:EndDate>2026-01-25</cbc:EndDate></cac:InvoicePeriod>
            <cac:OrderLineReference><cbc:LineID>order line</cbc:LineID></cac:OrderLineReference>
            <cac:DocumentReference><cbc:ID schemeID="MG">meter</cbc:ID><cbc:DocumentTypeCode>130</cbc:DocumentTypeCode></cac:DocumentReference>
            <cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:AllowanceChargeReasonCode>100</cbc:AllowanceChargeReasonCode><cbc:AllowanceChargeReason>Line discount</cbc:AllowanceChargeReason><cbc:MultiplierFactorNumeric>1.5</cbc:MultiplierFactorNumeric><cbc:Amount currencyID="EUR">1.50</cbc:Amount><cbc:BaseAmount currencyID="EUR">100.10</cbc:BaseAmount></cac:AllowanceCharge>
            <cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator><cbc:AllowanceChargeReasonCode>TAC</cbc:AllowanceChargeReasonCode><cbc:AllowanceChargeReason>Line charge</cbc:AllowanceChargeReason><cbc:MultiplierFactorNumeric>2.5</cbc:MultiplierFactorNumeric><cbc:Amount currencyID="EUR">1.50</cbc:Amount><cbc:BaseAmount currencyID="EUR">60.10</cbc:BaseAmount></cac:AllowanceCharge>
            <cac:Item><cbc:Description>Item description</cbc:Description><cbc:Name>Item</cbc:Name>
              <cac:BuyersItemIdentification><cbc:ID>item of the buyer</cbc:ID></cac:BuyersItemIdentification>
              <cac:SellersItemIdentification><cbc:ID>item of the seller</cbc:ID></cac:SellersItemIdentification>
              <cac:StandardItemIdentification><cbc:ID schemeID="0160">4012345001235</cbc:ID></cac:StandardItemIdentification>
              <cac:OriginCountry><cbc:IdentificationCode>NO</cbc:IdentificationCode></cac:OriginCountry>
              <cac:CommodityClassification><cbc:ItemClassificationCode listID="STI" listVersionID="21">26111600</cbc:ItemClassificationCode></cac:CommodityClassification>
              <cac:CommodityClassification><cbc:ItemClassificationCode listID="TSP">09310000</cbc:ItemClassificationCode></cac:CommodityClassification>
              <cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory>
              <cac:AdditionalItemProperty><cbc:Name>Zone</cbc:Name><cbc:Value>North</cbc:Value></cac:AdditionalItemProperty>
              <cac:AdditionalItemProperty><cbc:Name>Voltage</cbc:Name><cbc:Value>400 V</cbc:Value></cac:AdditionalItemProperty></cac:Item>
            <cac:Price><cbc:PriceAmount currencyID="EUR">10.0000</cbc:PriceAmount><cbc:BaseQuantity unitCode="KWT">100</cbc:BaseQuantity><cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:Amount currencyID="EUR">0.1250</cbc:Amount><cbc:BaseAmount currencyID="EUR">10.1250</cbc:BaseAmount></cac:AllowanceCharge></cac:Price>
          </cac:InvoiceLine>
          <cac:InvoiceLine><cbc:ID>L2</cbc:ID><cbc:InvoicedQuantity unitCode="C62">3</cbc:InvoicedQuantity><cbc:LineExtensionAmount currencyID="EUR">7.50</cbc:LineExtensionAmount>
            <cac:Item><cbc:Name>Brochure</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>E</cbc:ID><cbc:Percent>0</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory></cac:Item>
            <cac:Price><cbc:PriceAmount currencyID="EUR">2.5</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
        </Invoice>
        """);
}
