using Dispatch.Documents.Drawing;
using Dispatch.Documents.Fonts;

namespace Dispatch.Documents.Rendering.Layout;

/// <summary>Colours and text styles. One accent, three greys, two weights: the figures should be the loudest thing on the page.</summary>
internal static class Theme
{
    public const double HairLine = 0.35;
    public const double AccentLine = 1;

    /// <summary>Line pitch of body text in millimetres.</summary>
    public const double BodyPitch = 4.2;

    /// <summary>Line pitch of small text in millimetres.</summary>
    public const double SmallPitch = 3.5;

    public static Ink Accent { get; } = new(0x14, 0x4A, 0x5C);

    public static Ink Tint { get; } = new(0xEE, 0xF3, 0xF4);

    public static Ink Rule { get; } = new(0xCF, 0xD8, 0xDC);

    public static TextStyle Body { get; } = new(FontWeight.Regular, 9, new Ink(0x1C, 0x22, 0x26));

    public static TextStyle Strong { get; } = Body with { Weight = FontWeight.Bold };

    public static TextStyle Small { get; } = new(FontWeight.Regular, 7.5, new Ink(0x5A, 0x65, 0x6B));

    public static TextStyle ColumnHead { get; } = Small with { Weight = FontWeight.Bold };

    public static TextStyle Heading { get; } = new(FontWeight.Bold, 10.5, Accent);

    public static TextStyle Title { get; } = new(FontWeight.Bold, 18, Accent);

    public static TextStyle TitleNumber { get; } = Title with { Weight = FontWeight.Regular };

    public static TextStyle Payable { get; } = new(FontWeight.Bold, 11, Accent);

    public static TextStyle PanelAmount { get; } = new(FontWeight.Bold, 16, Accent);

    public static TextStyle PanelText { get; } = new(FontWeight.Regular, 10.5, Accent);

    public static TextStyle SenderName { get; } = new(FontWeight.Bold, 19, Accent);

    public static TextStyle Address { get; } = new(FontWeight.Regular, 10.5, Ink.Black);

    public static TextStyle ReturnLine { get; } = new(FontWeight.Regular, 6.5, new Ink(0x5A, 0x65, 0x6B));

    public static TextStyle Watermark { get; } = new(FontWeight.Bold, 32, new Ink(0xE3, 0xE6, 0xE8));
}
