namespace Dispatch.Documents.Rendering;

/// <summary>On which side of the envelope its window is.</summary>
public enum EnvelopeWindow
{
    /// <summary>Left, as in most of Europe.</summary>
    Left = 0,

    /// <summary>Right, as usual in Switzerland.</summary>
    Right = 1,
}
