using System.Text;
using Dispatch.Documents.Drawing;
using Dispatch.Documents.Payments;
using QRCoder;

namespace Dispatch.Documents.Rendering.Slip;

/// <summary>A QR code as one path, level M as both standards prescribe.</summary>
internal sealed class QrSymbol : IDisposable
{
    private const int QuietModules = 4;
    private const double SwissCrossShare = 7.0 / 46;

    private const int AnyVersion = -1;
    private const int SwissLeastVersion = 14;
    private const int SwissMostVersion = 25;
    private const int BytesOfLeastVersion = 362;    // at level M
    private const int EciBytes = 2;

    private readonly VectorPath _path;
    private readonly int _size;

    private QrSymbol(QRCodeData data, double centreShare)
    {
        _size = data.ModuleMatrix.Count - (2 * QuietModules);
        _path = VectorPath.FromPolygons(QrOutline.Trace(Modules(data, centreShare)));
    }

    /// <summary>For a Swiss QR-bill: UTF-8, and saying so where there is room.</summary>
    public static QrSymbol ForSwissBill(string payload)
    {
        using var data = SwissSymbol(payload);
        return new QrSymbol(data, SwissCrossShare);
    }

    /// <summary>For EPC069-12: the payload's own third line names the encoding.</summary>
    public static QrSymbol ForEpc(string payload)
    {
        using var data = Encode(payload, QRCodeGenerator.EciMode.Default, AnyVersion);
        return new QrSymbol(data, centreShare: 0);
    }

    /// <summary>Draws the code without quiet zone, as a square of the given size.</summary>
    public void Draw(PdfDrawing drawing, double x, double y, double size) => drawing.Path(_path, x, y, size / _size, Ink.Black);

    public void Dispose() => _path.Dispose();

    /// <summary>
    /// Versions 7 to 13 and 21 to 27 have an alignment pattern in the centre, where the Swiss cross lies. zbar looks for it, takes the
    /// edges of the cross for it, and reads nothing of versions 8 to 13 and 24: those are not used, the next larger one is.
    /// </summary>
    private static QRCodeData SwissSymbol(string payload)
    {
        var bytes = Encoding.UTF8.GetByteCount(payload) + EciBytes;
        if (bytes <= BytesOfLeastVersion)
            return Encode(payload, QRCodeGenerator.EciMode.Utf8, SwissLeastVersion);
        if (bytes > SwissQrPayload.MaxBytes)
            return Encode(payload, QRCodeGenerator.EciMode.Default, SwissMostVersion);
        var data = Encode(payload, QRCodeGenerator.EciMode.Utf8, AnyVersion);
        if (data.Version != SwissMostVersion - 1)
            return data;
        data.Dispose();
        return Encode(payload, QRCodeGenerator.EciMode.Utf8, SwissMostVersion);
    }

    private static QRCodeData Encode(string payload, QRCodeGenerator.EciMode eciMode, int version) =>
        QRCodeGenerator.GenerateQrCode(payload, QRCodeGenerator.ECCLevel.M, forceUtf8: true, utf8BOM: false, eciMode, version);

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
