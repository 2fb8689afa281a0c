using System.Text;
using Dispatch.Documents.Ubl;

namespace Dispatch.Tests.Documents.Ubl;

public sealed class UblReferencesTests
{
    [Theory]
    [InlineData("<BuyerReference>B-1</BuyerReference><ContractDocumentReference><ID>C-1</ID></ContractDocumentReference>", "C-1", "B-1")]
    [InlineData("<BuyerReference> B-1\n</BuyerReference>", null, "B-1")]
    [InlineData("<BuyerReference><![CDATA[B-1]]></BuyerReference>", null, "B-1")]
    [InlineData("<ContractDocumentReference><DocumentType>x</DocumentType><ID>C-1</ID></ContractDocumentReference>", "C-1", null)]
    [InlineData("<OrderReference><ID>O-1</ID></OrderReference><AccountingSupplierParty><Party><BuyerReference>no</BuyerReference></Party></AccountingSupplierParty>", null, null)]
    [InlineData("<ContractDocumentReference><Inner><ID>no</ID></Inner></ContractDocumentReference>", null, null)]
    public void Skim_References_AreSeenWhereUblPutsThem(string children, string? contract, string? buyer) =>
        Assert.Equal(new UblReferences(contract, buyer), Skim($"<Invoice>{children}</Invoice>"));

    [Theory]
    [InlineData("<Invoice>")]
    [InlineData("no XML")]
    [InlineData("<!DOCTYPE Invoice [<!ENTITY e \"x\">]><Invoice><BuyerReference>&e;</BuyerReference></Invoice>")]
    [InlineData("<Invoice><BuyerReference/></Invoice>")]
    [InlineData("<Invoice><BuyerReference>B-1</BuyerReference><BuyerReference>B-2</BuyerReference></Invoice>")]
    [InlineData("<Invoice><BuyerReference>B<x/>1</BuyerReference></Invoice>")]
    [InlineData("<Invoice><BuyerReference>B&#x85;1</BuyerReference></Invoice>")]
    [InlineData("<Invoice><ContractDocumentReference><ID></ID></ContractDocumentReference></Invoice>")]
    public void Skim_Odd_IsLeftToTheReader(string file) => Assert.Null(Skim(file));

    [Fact]
    public void Skim_LongReference_IsLeftToTheReader() => Assert.Null(Skim($"<Invoice><BuyerReference>{new string('x', 100_000)}</BuyerReference></Invoice>"));

    [Fact]
    public void Skim_ReferenceSeen_ReadsNoFurther() =>
        Assert.Equal(new UblReferences("C-1", null), Skim("<Invoice><ContractDocumentReference><ID>C-1</ID></ContractDocumentReference><broken"));

    [Theory]
    [MemberData(nameof(OfficialExampleTests.Files), MemberType = typeof(OfficialExampleTests))]
    public void Skim_OfficialExample_AgreesWithTheReader(string file)
    {
        var bytes = File.ReadAllBytes(ReferenceData.Path(file));

        if (UblInvoiceReader.Read(bytes, new InvoiceReadOptions()).Invoice is { } invoice)
            Assert.Equal(new UblReferences(invoice.ContractReference, invoice.BuyerReference), UblReferences.Skim(bytes));
    }

    private static UblReferences? Skim(string file) => UblReferences.Skim(Encoding.UTF8.GetBytes(file));
}
