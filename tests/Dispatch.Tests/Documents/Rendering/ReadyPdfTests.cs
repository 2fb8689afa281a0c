using System.Text;
using Dispatch.Documents.Rendering;

namespace Dispatch.Tests.Documents.Rendering;

public sealed class ReadyPdfTests
{
    private static readonly ReadOnlyMemory<byte> s_bill = new InvoiceRenderer().Render(SampleBills.Request, SampleBills.Payment).Pdf;

    [Fact]
    public void Inspect_SoundFile_CountsPages() => Assert.Equal(new ReadyPdfInspection(2, null), ReadyPdf.Inspect(s_bill));

    [Theory]
    [InlineData("")]
    [InlineData("<Invoice/>")]
    public void Inspect_OtherFile_IsNotPdf(string content) => Assert.Equal(ReadyPdfProblem.NotPdf, ReadyPdf.Inspect(Encoding.UTF8.GetBytes(content)).Problem);

    [Fact]
    public void Inspect_TruncatedFile_IsDamaged() => Assert.Equal(ReadyPdfProblem.Damaged, ReadyPdf.Inspect(s_bill[..(s_bill.Length / 2)]).Problem);

    [Fact]
    public void Inspect_HeaderOnly_IsDamaged() => Assert.Equal(ReadyPdfProblem.Damaged, ReadyPdf.Inspect("%PDF-1.7\nnothing else"u8.ToArray()).Problem);

    [Fact]
    public void Inspect_FileWithoutPages_SaysSo()
    {
        const string body = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n";
        var table = FormattableString.Invariant(
            $"xref\n0 3\n0000000000 65535 f \n{body.IndexOf("1 0 obj", StringComparison.Ordinal):0000000000} 00000 n \n{body.IndexOf("2 0 obj", StringComparison.Ordinal):0000000000} 00000 n \n");

        var pdf = $"{body}{table}trailer<</Size 3/Root 1 0 R>>\nstartxref\n{body.Length}\n%%EOF\n";

        Assert.Equal(ReadyPdfProblem.NoPages, ReadyPdf.Inspect(Encoding.ASCII.GetBytes(pdf)).Problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    public void Inspect_EncryptedFile_SaysSoWithOrWithoutPassword(string password)
    {
        var folder = Directory.CreateTempSubdirectory("dispatch-encrypted-").FullName;
        try
        {
            var (plain, encrypted) = (Path.Combine(folder, "plain.pdf"), Path.Combine(folder, "encrypted.pdf"));
            File.WriteAllBytes(plain, s_bill.Span);
            var (exitCode, output) = Tool.Run("qpdf", "--encrypt", password, "owner", "256", "--", plain, encrypted);
            Assert.True(exitCode == 0, output);

            Assert.Equal(ReadyPdfProblem.Encrypted, ReadyPdf.Inspect(File.ReadAllBytes(encrypted)).Problem);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Watermark_SoundFile_MarksEveryPageAndKeepsItsText()
    {
        var marked = new PdfText(ReadyPdf.Watermark(s_bill, DocumentLanguage.Fr));

        Assert.Equal(2, marked.Pages.Count);
        Assert.All(marked.Pages, page => Assert.Contains("NONDÉFINITIF", page.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.Contains("Rechnung 2027-004711", marked.All, StringComparison.Ordinal);
    }
}
