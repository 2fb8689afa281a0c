namespace Dispatch.Cli.Inputs;

/// <summary>A UBL file to finalize, with the PDF of the same base name beside it.</summary>
/// <param name="Name">Its name in messages: as the user wrote it.</param>
/// <param name="Path">Where it is.</param>
/// <param name="PdfPath">The PDF that the billing system rendered; none: there is none.</param>
/// <param name="Bytes">The size of both.</param>
internal sealed record InvoiceFile(string Name, string Path, string? PdfPath, long Bytes)
{
    /// <summary>Looks at a file and for the PDF beside it. That a file is missing is found when it is read.</summary>
    public static InvoiceFile Of(string name, string path)
    {
        var file = new FileInfo(path);
        var pdf = new FileInfo(System.IO.Path.ChangeExtension(path, ".pdf"));
        var hasPdf = pdf.Exists && !string.Equals(pdf.FullName, file.FullName, StringComparison.Ordinal);
        return new InvoiceFile(name, path, hasPdf ? pdf.FullName : null, (file.Exists ? file.Length : 0) + (hasPdf ? pdf.Length : 0));
    }
}
