namespace Dispatch.Cli.Demo;

/// <summary>A text in the four languages of the sample.</summary>
internal sealed record SampleText(string German, string French, string Italian, string English)
{
    /// <summary>The text in <paramref name="language"/>: de, fr, it or en.</summary>
    public string In(string language) => language switch
    {
        "de" => German,
        "fr" => French,
        "it" => Italian,
        "en" => English,
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "The sample speaks de, fr, it and en."),
    };
}
