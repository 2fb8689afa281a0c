using Spectre.Console;
using Spectre.Console.Rendering;

namespace Dispatch.Cli.Runs.Drawing;

/// <summary>The colours and characters of a run's picture. Shapes differ too: they tell parts apart where there are no colours.</summary>
/// <param name="isUnicode">Whether the terminal has block characters.</param>
internal sealed class RunPalette(bool isUnicode)
{
    public static Style Plain { get; } = Style.Plain;

    public static Style Bold { get; } = new(decoration: Decoration.Bold);

    public static Style Dim { get; } = new(decoration: Decoration.Dim);

    public static Style Good { get; } = new(Color.Green);

    public static Style Attention { get; } = new(Color.Yellow);

    public static Style Bad { get; } = new(Color.Red);

    /// <summary>What stands for cut text.</summary>
    public char Ellipsis { get; } = isUnicode ? '…' : '.';

    /// <summary>Some cells of a bar.</summary>
    public Segment Cells(RunBarPaint paint, int width)
    {
        var (block, ascii, style) = paint switch
        {
            RunBarPaint.Done => ('█', '#', Good),
            RunBarPaint.Bad => ('▚', '!', Bad),
            RunBarPaint.Gone => ('-', '-', Dim),
            RunBarPaint.Waiting => ('▒', '~', Attention),
            RunBarPaint.Open => ('▓', '=', new Style(Color.Grey)),
            _ => ('░', '.', Dim),
        };
        return new Segment(new string(isUnicode ? block : ascii, width), style);
    }
}
