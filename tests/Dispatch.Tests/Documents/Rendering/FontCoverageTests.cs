using System.Text;
using Dispatch.Documents.Fonts;

namespace Dispatch.Tests.Documents.Rendering;

public sealed class FontCoverageTests
{
    [Theory]
    [InlineData("Grüezi, 31 m³ à 1’850.– €")]
    [InlineData("Łódź Şehir Győr Ðakovo")]
    [InlineData("Ђорђе Ελληνικά Nguyễn")]
    [InlineData("Mu\u0308ller")]
    [InlineData("two\r\nlines\tand\u00ADa soft hyphen")]
    public void Missing_SupportedText_IsEmpty(string text) => Assert.Empty(FontCoverage.Missing(text));

    [Fact]
    public void Missing_ForeignCharacters_NamesEachOnceInOrder() =>
        Assert.Equal([new Rune(0x738B), new Rune(0x1F600)], FontCoverage.Missing("a王b😀王"));

    [Fact]
    public void Missing_AccentWithoutComposedLetter_NamesTheAccent() => Assert.Equal([new Rune(0x0308)], FontCoverage.Missing("q\u0308"));

    [Fact]
    public void Missing_HalfOfASurrogatePair_IsReported() => Assert.Single(FontCoverage.Missing("a\uD83D"));
}
