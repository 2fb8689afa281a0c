using Dispatch.Tests.Documents.Rendering;

namespace Dispatch.Tests.Documents.Batches;

/// <summary>Hands PDFs to programs as files.</summary>
internal static class PdfFiles
{
    public static void AssertSound(ReadOnlyMemory<byte> pdf)
    {
        var (exitCode, output) = With(pdf, file => Tool.Run("qpdf", "--check", file));
        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("WARNING", output, StringComparison.Ordinal);
    }

    /// <summary>What qpdf makes of a file.</summary>
    public static byte[] ByQpdf(ReadOnlyMemory<byte> pdf, params string[] options) => With(pdf, file =>
    {
        var (exitCode, output) = Tool.Run("qpdf", [.. options, file, file + ".out"]);
        Assert.True(exitCode == 0, output);
        return File.ReadAllBytes(file + ".out");
    });

    public static T With<T>(ReadOnlyMemory<byte> pdf, Func<string, T> use)
    {
        var folder = Directory.CreateTempSubdirectory("dispatch-batch-").FullName;
        try
        {
            var file = Path.Combine(folder, "batch.pdf");
            File.WriteAllBytes(file, pdf.Span);
            return use(file);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
