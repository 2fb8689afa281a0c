using Dispatch.Abstractions;
using Dispatch.Channels.Email.Templates;

namespace Dispatch.Tests.Channels.Email.Templates;

public sealed class BuiltInTemplatesTests
{
    [Theory]
    [InlineData(Language.De)]
    [InlineData(Language.Fr)]
    [InlineData(Language.It)]
    [InlineData(Language.En)]
    public void Render_EverySample_SaysTheSameInTextAndHtml(Language language)
    {
        foreach (var sample in TemplateSamples.Of(language))
        {
            var texts = BuiltInTemplates.Of(language).Render(sample);
            var words = texts.Text.Split(["\r\n", ": "], StringSplitOptions.RemoveEmptyEntries);

            Assert.All(words, word => Assert.Contains(word, System.Net.WebUtility.HtmlDecode(texts.Html), StringComparison.Ordinal));
            Assert.DoesNotContain("\r\n\r\n\r\n", texts.Text, StringComparison.Ordinal);
            Assert.DoesNotMatch("[ \t]\r\n", texts.Text);
            Assert.DoesNotMatch("(?<!\r)\n", texts.Text + texts.Html);
            Assert.DoesNotContain("<Muster>", texts.Html, StringComparison.Ordinal);
            Assert.DoesNotMatch("(?i)<(img|script|link|a|iframe|form)\\b|https?:", texts.Html);
        }
    }

    [Fact]
    public void Render_GermanInvoice_HasTheseLines() => Assert.Equal(
        """
        Guten Tag Anna & Max <Muster>

        Im Anhang finden Sie Ihre Rechnung 2026-10-0001 vom 1. Oktober 2026 als PDF.

        Betrag: CHF 1’234.50
        Zahlbar bis: 31. Oktober 2026

        Haben Sie Fragen? Antworten Sie einfach auf diese Nachricht.

        Freundliche Grüsse
        Stadtwerke

        """.ReplaceLineEndings("\r\n"),
        BuiltInTemplates.Of(Language.De).Render(TemplateSamples.Of(Language.De)[0]).Text);

    [Fact]
    public void Render_GermanCreditNote_HasTheseLines() => Assert.Equal(
        """
        Guten Tag Anna & Max <Muster>

        Im Anhang finden Sie Ihre Gutschrift 2026-10-0001 vom 1. Oktober 2026 als PDF.

        Guthaben: CHF 1’234.50
        Dieser Betrag ist zu Ihren Gunsten; Sie müssen nichts bezahlen.

        Haben Sie Fragen? Antworten Sie einfach auf diese Nachricht.

        Freundliche Grüsse
        Stadtwerke

        """.ReplaceLineEndings("\r\n"),
        BuiltInTemplates.Of(Language.De).Render(TemplateSamples.Of(Language.De)[4]).Text);
}
