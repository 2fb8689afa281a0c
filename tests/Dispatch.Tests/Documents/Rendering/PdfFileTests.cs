using System.Text;
using Dispatch.Documents.Rendering;

namespace Dispatch.Tests.Documents.Rendering;

public sealed class PdfFileTests
{
    private static readonly InvoiceRenderer s_renderer = new();

    [Fact]
    public void Render_SameRequest_GivesSameBytes()
    {
        var first = s_renderer.Render(SampleBills.Request, SampleBills.Payment);
        var second = s_renderer.Render(SampleBills.Request with { Addressee = [.. SampleBills.Addressee] }, SampleBills.Payment);

        Assert.True(first.Pdf.Span.SequenceEqual(second.Pdf.Span));
    }

    [Fact]
    public void Render_OnThreadsAtOnce_GivesSameBytesAsOnOne()
    {
        var requests = Enumerable.Range(0, 12).Select(number => SampleBills.Request with { Invoice = SampleBills.WithMoreLines(number * 3), Language = (DocumentLanguage)(number % 4) }).ToList();
        var expected = requests.ConvertAll(request => s_renderer.Render(request, SampleBills.Payment).Pdf);

        var different = 0;
        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(Render)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.Equal(0, different);

        void Render()
        {
            for (var index = 0; index < requests.Count; index++)
            {
                if (!s_renderer.Render(requests[index], SampleBills.Payment).Pdf.Span.SequenceEqual(expected[index].Span))
                    Interlocked.Increment(ref different);
            }
        }
    }

    [Fact]
    public void Render_OtherInvoice_HasOtherIdentifier()
    {
        var first = Encoding.Latin1.GetString(s_renderer.Render(SampleBills.Request, SampleBills.Payment).Pdf.Span);
        var second = Encoding.Latin1.GetString(s_renderer.Render(SampleBills.Request with { Invoice = SampleBills.WithMoreLines(1) }, SampleBills.Payment).Pdf.Span);

        Assert.NotEqual(Identifier(first), Identifier(second));
        Assert.Contains($"uuid:{Guid.Parse(Identifier(first))}", first, StringComparison.Ordinal);

        static string Identifier(string pdf) => pdf.Substring(pdf.LastIndexOf("/ID [<", StringComparison.Ordinal) + 6, 32);
    }

    /// <summary>A name that looks like the mark behind which the identifier is replaced.</summary>
    [Fact]
    public void Render_SellerNamedLikeAnIdentifier_KeepsItsName()
    {
        const string name = "<xmpMM:InstanceID>uuid:01234567-89ab-cdef-0123-456789abcdef and more";
        var invoice = SampleBills.ElectricityAndWater with { Seller = SampleBills.ElectricityAndWater.Seller with { Name = name } };
        var pdf = s_renderer.Render(SampleBills.Request with { Invoice = invoice }, SampleBills.Payment).Pdf;

        Assert.Contains($"/Author ({name})", Encoding.Latin1.GetString(pdf.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_TwoPages_StayBelow80Kilobytes()
    {
        var document = s_renderer.Render(SampleBills.Request, SampleBills.Payment);

        Assert.Equal(2, document.PageCount);
        Assert.InRange(document.Pdf.Length, 10_000, 80_000);
    }

    [Fact]
    public void Render_Any_NamesItselfPdfA2bWithFixedDate()
    {
        var pdf = Encoding.Latin1.GetString(s_renderer.Render(SampleBills.Request, SampleBills.Payment).Pdf.Span);

        Assert.Contains("<pdfaid:part>2</pdfaid:part>", pdf, StringComparison.Ordinal);
        Assert.Contains("<pdfaid:conformance>B</pdfaid:conformance>", pdf, StringComparison.Ordinal);
        Assert.Contains("/GTS_PDFA1", pdf, StringComparison.Ordinal);
        Assert.Contains("(D:20270108000000+00'00')", pdf, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Any_EmbedsSubsetsOfOurFontOnly()
    {
        var (exitCode, output) = WithFile(file => Tool.Run("pdffonts", file));

        Assert.Equal(0, exitCode);
        var fonts = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        Assert.Equal(2, fonts.Count);
        Assert.All(fonts, font => Assert.Matches(@"^[A-Z]{6}\+DispatchSans", font[0]));
        Assert.All(fonts, font => Assert.Equal(["yes", "yes", "yes"], font[^5..^2]));    // embedded, subset, with a map to Unicode
    }

    [Fact]
    public void Render_Any_IsSoundForQpdf()
    {
        var (exitCode, output) = WithFile(file => Tool.Run("qpdf", "--check", file));

        Assert.True(exitCode == 0, output);
    }

    private static T WithFile<T>(Func<string, T> use)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, s_renderer.Render(SampleBills.Request, SampleBills.Payment).Pdf.Span);
            return use(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
