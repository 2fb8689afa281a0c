using System.Text;
using CsCheck;
using Dispatch.Documents.Ubl;

namespace Dispatch.Tests.Documents.Ubl;

public sealed class HostileFileTests
{
    private const string Attachment = """
        <cac:AdditionalDocumentReference><cbc:ID>A-1</cbc:ID><cac:Attachment><cbc:EmbeddedDocumentBinaryObject mimeCode="application/pdf" filename="NAME">BASE64</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>
        """;

    [Theory]
    [InlineData("", "xml_not_well_formed")]
    [InlineData("no xml", "xml_not_well_formed")]
    [InlineData("%PDF-1.7", "xml_not_well_formed")]
    [InlineData("<Invoice", "xml_not_well_formed")]
    [InlineData("<?xml version=\"1.0\" encoding=\"x-unknown\"?><Invoice/>", "xml_not_well_formed")]
    [InlineData("<?xml version=\"1.0\" encoding=\"utf-7\"?><Invoice/>", "xml_not_well_formed")]
    [InlineData("<?xml version=\"1.0\" encoding=\"utf-16\"?><Invoice/>", "xml_not_well_formed")]
    [InlineData("<?xml version=\"1.1\"?><Invoice/>", "xml_not_well_formed")]
    [InlineData("<Invoice/>", "xml_root")]
    [InlineData("<Order xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Order-2\"/>", "xml_root")]
    [InlineData("<CrossIndustryInvoice xmlns=\"urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100\"/>", "xml_is_cii")]
    [InlineData("<!DOCTYPE Invoice><Invoice/>", "xml_dtd")]
    [InlineData("<!DOCTYPE Invoice SYSTEM \"http://127.0.0.1:9/x.dtd\"><Invoice/>", "xml_dtd")]
    [InlineData("<!DOCTYPE i [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><Invoice>&a;</Invoice>", "xml_dtd")]
    [InlineData("<Invoice>&a;</Invoice>", "xml_not_well_formed")]
    public void Read_NoInvoice_IsRefused(string text, string code) => Assert.Equal(code, Assert.Single(InvoiceXml.Read(text).Errors).Code);

    [Fact]
    public void Read_BillionLaughs_IsRefusedAsDocumentType()
    {
        var entities = string.Concat(Enumerable.Range(1, 9).Select(level => $"<!ENTITY l{level} \"{string.Concat(Enumerable.Repeat($"&l{level - 1};", 10))}\">"));

        Assert.Equal("xml_dtd", Assert.Single(InvoiceXml.Read($"<!DOCTYPE lolz [<!ENTITY l0 \"lol\">{entities}]><lolz>&l9;</lolz>").Errors).Code);
    }

    [Fact]
    public void Read_DocumentTypeInUtf16_IsRefusedAsDocumentType()
    {
        byte[] bytes = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("<!DOCTYPE Invoice><Invoice/>")];

        Assert.Equal("xml_dtd", Assert.Single(UblInvoiceReader.Read(bytes, new InvoiceReadOptions()).Errors).Code);
    }

    [Theory]
    [InlineData(64, "xml_root")]
    [InlineData(65, "xml_too_deep")]
    [InlineData(100_000, "xml_too_deep")]
    public void Read_DeepNesting_IsRefused(int depth, string code) =>
        Assert.Equal(code, Assert.Single(InvoiceXml.Read(string.Concat(Enumerable.Repeat("<a>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth))).Errors).Code);

    [Fact]
    public void Read_TooManyElements_IsRefused() =>
        Assert.Equal("xml_too_many_elements", Assert.Single(InvoiceXml.Read($"<a>{string.Concat(Enumerable.Repeat("<b/>", 1_000_000))}</a>").Errors).Code);

    [Fact]
    public void Read_LongName_IsRefused() =>
        Assert.Equal("text_too_long", Assert.Single(InvoiceXml.Read(InvoiceXml.With(("Zoé Müller", new string('a', 70_000)))).Errors).Code);

    [Fact]
    public void Read_MoreThan100Megabytes_IsRefusedUnread() =>
        Assert.Equal("file_too_large", Assert.Single(UblInvoiceReader.Read(new byte[(100 * 1024 * 1024) + 1], new InvoiceReadOptions()).Errors).Code);

    [Fact]
    public void Read_AttachmentOf60Megabytes_IsRefused()
    {
        var halves = WithAttachment("a.pdf", "|").Split('|');
        byte[] bytes = [.. Encoding.UTF8.GetBytes(halves[0]), .. Enumerable.Repeat((byte)'A', 80 * 1024 * 1024), .. Encoding.UTF8.GetBytes(halves[1])];

        var error = Assert.Single(UblInvoiceReader.Read(bytes, new InvoiceReadOptions()).Errors);

        Assert.Equal(("attachments_too_large", "BT-125", "62914560 bytes"), (error.Code, error.Field, error.Value));
    }

    [Fact]
    public void Read_Attachment_IsDecoded()
    {
        var attachment = Assert.Single(InvoiceXml.Accepted(WithAttachment("Beleg März.pdf", "JVBE\n  Rg==")).Attachments);

        Assert.Equal(("Beleg März.pdf", "%PDF"), (attachment.FileName, Encoding.ASCII.GetString(attachment.Content!.Value.Span)));
    }

    [Theory]
    [InlineData("a&lt;b&gt;?.pdf", "a_b__.pdf")]
    [InlineData(".htaccess", "htaccess")]
    [InlineData("nul.pdf", "_nul.pdf")]
    [InlineData("a\u202Efdp.exe", "a_fdp.exe")]
    public void Read_AttachmentName_IsReducedToASafeOne(string given, string safe) =>
        Assert.Equal(safe, Assert.Single(InvoiceXml.Accepted(WithAttachment(given, "QQ==")).Attachments).FileName);

    [Theory]
    [InlineData("../../etc/passwd", "attachment_name")]
    [InlineData("..\\a.pdf", "attachment_name")]
    [InlineData("C:a.pdf", "attachment_name")]
    [InlineData("/a.pdf", "attachment_name")]
    [InlineData("..", "attachment_name")]
    [InlineData("", "attachment_name")]
    [InlineData("a&#10;b.pdf", "control_character")]
    public void Read_AttachmentNameWithAPath_IsRefused(string given, string code) =>
        Assert.Equal((code, "BT-125"), InvoiceXml.Read(WithAttachment(given, "QQ==")).Errors.Select(error => (error.Code, error.Field)).Single());

    [Theory]
    [InlineData("Q")]
    [InlineData("QQ=")]
    [InlineData("Ä===")]
    [InlineData("QQ==QQ==")]
    public void Read_BadBase64_IsRefused(string text) => Assert.Equal("base64_invalid", Assert.Single(InvoiceXml.Read(WithAttachment("a.pdf", text)).Errors).Code);

    [Fact(Timeout = 120_000)]
    public Task Read_MutatedBytes_NeverThrows() => Task.Run(() =>
    {
        var valid = Encoding.UTF8.GetBytes(WithAttachment("a.pdf", "QQ=="));
        var mutation = Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Int[0, 40], Gen.Byte.Array[0, 12]);

        mutation.List[1, 6].Sample(mutations => Read(Mutate(valid, mutations)), iter: 3_000);
    }, TestContext.Current.CancellationToken);

    [Fact(Timeout = 120_000)]
    public Task Read_RandomBytes_NeverThrows() => Task.Run(
        () => Gen.Byte.Array[0, 300].Sample(bytes => Read(bytes), iter: 3_000), TestContext.Current.CancellationToken);

    private static byte[] Mutate(byte[] valid, List<(int At, int Removed, byte[] Added)> mutations)
    {
        List<byte> bytes = [.. valid];
        foreach (var (at, removed, added) in mutations)
        {
            var start = Math.Min(at, bytes.Count);
            bytes.RemoveRange(start, Math.Min(removed, bytes.Count - start));
            bytes.InsertRange(start, added);
        }
        return [.. bytes];
    }

    private static void Read(byte[] bytes)
    {
        var result = UblInvoiceReader.Read(bytes, new InvoiceReadOptions());

        Assert.True(result.IsAccepted || result.Errors.Count > 0);
        Assert.All(result.Errors, error => Assert.DoesNotContain(error.Value, char.IsControl));
    }

    private static string WithAttachment(string name, string base64) => InvoiceXml.With(
        ("<cac:AccountingSupplierParty>", Attachment.Replace("NAME", name, StringComparison.Ordinal).Replace("BASE64", base64, StringComparison.Ordinal) + "<cac:AccountingSupplierParty>"));
}
