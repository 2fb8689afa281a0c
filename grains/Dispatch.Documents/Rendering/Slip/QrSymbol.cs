using Dispatch.Documents.Drawing;
using QRCoder;

namespace Dispatch.Documents.Rendering.Slip;

/// <summary>A QR code as one path, level M as both standards prescribe.</summary>
internal sealed class QrSymbol : IDisposable
{
    private const int QuietModules = 4;
    private const double SwissCrossShare = 7.0 / 46;

    private readonly VectorPath _path;
    private readonly int _size;

    private QrSymbol(string payload, QRCodeGenerator.EciMode eciMode, double centreShare)
    {
        using var data = QRCodeGenerator.GenerateQrCode(payload, QRCodeGenerator.ECCLevel.M, forceUtf8: true, utf8BOM: false, eciMode);
        _size = data.ModuleMatrix.Count - (2 * QuietModules);
        _path = VectorPath.FromPolygons(QrOutline.Trace(Modules(data, centreShare)));
    }

    /// <summary>For a Swiss QR-bill: UTF-8, and saying so.</summary>
    public static QrSymbol ForSwissBill(string payload) => new(payload, QRCodeGenerator.EciMode.Utf8, centreShare: SwissCrossShare);

    /// <summary>For EPC069-12: the payload's own third line names the encoding.</summary>
    public static QrSymbol ForEpc(string payload) => new(payload, QRCodeGenerator.EciMode.Default, centreShare: 0);

    /// <summary>Draws the code without quiet zone, as a square of the given size.</summary>
    public void Draw(PdfDrawing drawing, double x, double y, double size) => drawing.Path(_path, x, y, size / _size, Ink.Black);

    public void Dispose() => _path.Dispose();

    /// <summary>The modules, without those that the mark in the centre touches: a module cut in two is one that readers stumble over.</summary>
    private bool[,] Modules(QRCodeData data, double centreShare)
    {
        var first = (int)Math.Floor(_size * (1 - centreShare) / 2);
        bool IsCleared(int at) => centreShare > 0 && at >= first && at < _size - first;

        var modules = new bool[_size, _size];
        for (var y = 0; y < _size; y++)
        {
            for (var x = 0; x < _size; x++)
                modules[x, y] = data.ModuleMatrix[y + QuietModules][x + QuietModules] && !(IsCleared(x) && IsCleared(y));
        }

        return modules;
    }
}
