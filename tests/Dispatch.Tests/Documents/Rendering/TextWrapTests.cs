using CsCheck;
using Dispatch.Documents.Drawing;
using Dispatch.Documents.Fonts;

namespace Dispatch.Tests.Documents.Rendering;

public sealed class TextWrapTests
{
    private static readonly TextStyle s_style = new(FontWeight.Regular, 10, Ink.Black);

    [Fact]
    public void Lines_AnyText_FitTheWidthAndLoseNothing() =>
        Gen.Select(Gen.String["abcW -/äß\n"], Gen.Double[5, 60]).Sample((text, width) =>
        {
            var lines = TextWrap.Lines(text, s_style, width);

            Assert.All(lines, line => Assert.True(s_style.WidthOf(line) <= width, $"'{line}' is wider than {width}"));
            Assert.Equal(Visible(text), Visible(string.Concat(lines)));
        });

    [Fact]
    public void Lines_WidthBelowOneLetter_TakesOneLetterALine() => Assert.Equal(["W", "W"], TextWrap.Lines("WW", s_style, 1));

    [Fact]
    public void Lines_LineFeeds_AreKept() => Assert.Equal(["one", "", "two"], TextWrap.Lines("one\r\n\r\ntwo", s_style, 50));

    [Fact]
    public void Lines_LongText_BreaksAtSpacesAndHyphens() =>
        Assert.Equal(["Stadtwerke", "Seebach-", "Ost"], TextWrap.Lines("Stadtwerke Seebach-Ost", s_style, 20));

    private static string Visible(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
}
