namespace Dispatch.Cli.Runs.Drawing;

/// <summary>A part of a bar.</summary>
/// <param name="Paint">What it stands for.</param>
/// <param name="Count">How many.</param>
internal readonly record struct RunBarPart(RunBarPaint Paint, long Count);
