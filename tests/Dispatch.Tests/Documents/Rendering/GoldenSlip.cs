using System.Globalization;
using System.Xml.Linq;

namespace Dispatch.Tests.Documents.Rendering;

/// <summary>The texts of a reference drawing of the Swiss QR-bill with their places in millimetres from the top left of the page.</summary>
internal static class GoldenSlip
{
    private const double MillimetresPerPoint = 25.4 / 72;
    private const double A4Height = 297;

    public static IReadOnlyList<(string Text, double X, double Y)> Read(string fileName)
    {
        var folder = Environment.GetEnvironmentVariable("DISPATCH_REFERENCE") ?? Path.Combine(RepositoryRoot(), "../shared/reference");
        var file = Path.Combine(folder, "swiss-qr-bill/layout", fileName);
        if (!File.Exists(file))
            Tool.Missing($"The reference drawing {fileName} was not found; set DISPATCH_REFERENCE to the folder that holds swiss-qr-bill/.");

        var svg = XNamespace.Get("http://www.w3.org/2000/svg");
        return
        [
            .. from text in XDocument.Load(file).Descendants(svg + "text")
               let shift = Number(((string)text.Parent!.Attribute("transform")!).Split('(', ' ')[1])
               select (text.Value, (shift + Number((string)text.Attribute("x")!)) * MillimetresPerPoint, A4Height + (Number((string)text.Attribute("y")!) * MillimetresPerPoint)),
        ];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Dispatch.Orleans.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? AppContext.BaseDirectory;
    }
}
