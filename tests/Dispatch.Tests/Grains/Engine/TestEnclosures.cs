using Dispatch.Abstractions;
using Dispatch.Client;
using PdfSharp.Pdf;

namespace Dispatch.Tests.Grains.Engine;

/// <summary>PDFs that a biller puts in with its letters.</summary>
internal static class TestEnclosures
{
    /// <summary>A PDF of so many empty pages.</summary>
    public static byte[] Pdf(int pages)
    {
        using var document = new PdfDocument();
        for (var i = 0; i < pages; i++)
            document.AddPage();
        using var output = new MemoryStream();
        document.Save(output, closeStream: false);
        return output.ToArray();
    }

    /// <summary>Uploads a file as a client does, and refers to it.</summary>
    public static async Task<BillerEnclosure> UploadAsync(DispatchClient client, string id, byte[] content) =>
        new() { Id = id, Document = await client.UploadAsync(content, TestContext.Current.CancellationToken), File = $"{id}.pdf" };
}
