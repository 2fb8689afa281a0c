using ZXing;
using ZXing.Common;
using ZXing.Datamatrix;
using ZXing.Datamatrix.Encoder;

namespace Dispatch.Documents.Batches.Marks;

/// <summary>A DataMatrix (ISO/IEC 16022, ECC 200) of 18 by 18 modules, the same size on every sheet.</summary>
internal static class DataMatrix
{
    public const int Size = 18;

    private static readonly DataMatrixWriter s_writer = new();

    private static readonly Dictionary<EncodeHintType, object> s_hints = new()
    {
        [EncodeHintType.DATA_MATRIX_SHAPE] = SymbolShapeHint.FORCE_SQUARE,
        [EncodeHintType.MIN_SIZE] = new Dimension(Size, Size),
        [EncodeHintType.MAX_SIZE] = new Dimension(Size, Size),
    };

    /// <summary>The dark modules, from the top row.</summary>
    public static BitMatrix Of(string code) => s_writer.encode(code, BarcodeFormat.DATA_MATRIX, 0, 0, s_hints);
}
