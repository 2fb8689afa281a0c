namespace Dispatch.Documents.Drawing;

/// <summary>An opaque colour in sRGB.</summary>
internal readonly record struct Ink(byte Red, byte Green, byte Blue)
{
    public static Ink Black { get; } = new(0, 0, 0);

    public static Ink White { get; } = new(255, 255, 255);
}
