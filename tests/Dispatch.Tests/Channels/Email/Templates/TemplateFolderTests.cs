using System.Text;
using Dispatch.Abstractions;
using Dispatch.Channels.Email;
using Dispatch.Channels.Email.Templates;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.Tests.Channels.Email.Templates;

public sealed class TemplateFolderTests : IDisposable
{
    private const string Biller = "stadtwerke";
    private const string Key = "Email:Templates:Folder";

    private readonly TemporaryFolder _folder = new();
    private readonly Shipments _shipments = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Choose_BillerAndLanguageWithTemplates_UsesThem()
    {
        Write("invoice.de.subject.liquid", "Ihre Stromrechnung {{ invoice.number }}\n");
        Write("invoice.de.text.liquid", "Hallo {{ recipient.name }}\r\n{{ invoice.amount }}\r\n");
        Write("invoice.de.html.liquid", "<p>Hallo {{ recipient.name }}: {{ subject }}</p>");

        var texts = Choose(Language.De).Render(_shipments.Create());

        Assert.Equal(
            new MessageTexts("Ihre Stromrechnung 2026-10-0001", "Hallo Annegret Zürcher-Prüfstein\r\nCHF 1’234.50\r\n", "<p>Hallo Annegret Zürcher-Prüfstein: Ihre Stromrechnung 2026-10-0001</p>\r\n"),
            texts);
    }

    [Fact]
    public void Choose_OtherBillerOrLanguage_UsesTheBuiltIn()
    {
        Write("invoice.de.subject.liquid", "Ihre Stromrechnung");
        var templates = new MessageTemplates(Options());

        Assert.Same(BuiltInTemplates.Of(Language.Fr), templates.Choose(Biller, Language.Fr));
        Assert.Same(BuiltInTemplates.Of(Language.De), templates.Choose("gemeinde", Language.De));
    }

    [Fact]
    public void Choose_SubjectAlone_KeepsTheBuiltInTexts()
    {
        Write("invoice.de.subject.liquid", "Ihre Stromrechnung");

        var texts = Choose(Language.De).Render(_shipments.Create());

        Assert.Equal("Ihre Stromrechnung", texts.Subject);
        Assert.Equal(BuiltInTemplates.Of(Language.De).Render(_shipments.Create()).Text, texts.Text);
        Assert.Contains("<title>Ihre Stromrechnung</title>", texts.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_MarkupInAValue_IsEncodedInHtmlOnly()
    {
        Write("invoice.de.text.liquid", "{{ recipient.name }}");
        Write("invoice.de.html.liquid", "{% capture who %}{{ recipient.name }}{% endcapture %}{% assign again = recipient.name | append: '>' %}{{ who }}|{{ recipient.name | upcase }}|{{ again }}");

        var texts = Choose(Language.De).Render(_shipments.Create() with { RecipientName = "<b>&\"" });

        Assert.Equal("<b>&\"\r\n", texts.Text);
        Assert.Equal("&lt;b&gt;&amp;&quot;|&lt;B&gt;&amp;&quot;|&lt;b&gt;&amp;&quot;&gt;\r\n", texts.Html);
    }

    [Fact]
    public void Render_LiquidInAValue_IsNotRun()
    {
        Write("invoice.de.subject.liquid", "{{ recipient.name }}");

        Assert.Equal("{{ biller.name }} {% if", Choose(Language.De).Render(_shipments.Create() with { RecipientName = "{{ biller.name }} {% if" }).Subject);
    }

    [Fact]
    public void Render_Now_IsTheFinalization()
    {
        Write("invoice.de.subject.liquid", "{{ 'now' | date: '%Y-%m-%d %H:%M' }} {{ invoice.due_date_iso | date: '%d.%m.%Y' }}");

        Assert.Equal("2026-10-03 06:30 31.10.2026", Choose(Language.De).Render(_shipments.Create()).Subject);
    }

    [Theory]
    [InlineData("subject", "{{ invoice.number", ", line 1: End of tag '}}' was expected; correct it (available tags: #, assign, capture, case, comment, echo, if, raw, unless).")]
    [InlineData("subject", "\n{% for i in (1..9) %}x{% endfor %}", ", line 2: Unknown tag 'for'; correct it (available tags: #, assign, capture, case, comment, echo, if, raw, unless).")]
    [InlineData("subject", "{% include '/etc/passwd' %}", ", line 1: Unknown tag 'include'; correct it (available tags: #, assign, capture, case, comment, echo, if, raw, unless).")]
    [InlineData("subject", "A\n{{ invoice.nummer }}", ", line 2: there is no variable 'invoice.nummer'; use one of *")]
    [InlineData("subject", "{% if customer %}x{% endif %}", ", line 1: there is no variable 'customer'; use one of *")]
    [InlineData("subject", "{{ subject }}", ", line 1: there is no variable 'subject'; use one of *")]
    [InlineData("subject", "{{ invoice['number'] }}", ", line 1: there is no variable 'invoice.[…]'; use one of *")]
    [InlineData("subject", "{{ recipient.name | raw }}", ", line 1: there is no filter 'raw'; remove it (see docs/email.md for those that there are).")]
    [InlineData("subject", "{% assign invoice = 'x' %}{{ invoice }}", ", line 1: 'invoice' is taken by what is filled in; choose another name.")]
    [InlineData("subject", "Rechnung\n{{ invoice.number }}", ": the subject must be one line that is not empty; write it so.")]
    [InlineData("subject", "{% if invoice.due_date %}Rechnung{% endif %}", ": the subject must be one line that is not empty; write it so.")]
    [InlineData("subject", "{{ invoice.amount_number | divided_by: 0 }}", ": the template fails when it is filled in (*); correct it.")]
    public void Read_TemplateThatCannotBeUsed_NamesFileLineAndMend(string part, string source, string expected)
    {
        var path = Write($"invoice.de.{part}.liquid", source);

        var error = Assert.Single(Errors());

        var pieces = $"{Key}: '{path}'{expected}".Split('*');
        Assert.StartsWith(pieces[0], error, StringComparison.Ordinal);
        Assert.EndsWith(pieces[^1], error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("invoice.de.text.liquid", "invoice.de.html.liquid")]
    [InlineData("invoice.it.html.liquid", "invoice.it.text.liquid")]
    public void Read_TextWithoutHtmlOrHtmlWithoutText_IsRefused(string given, string missing)
    {
        Write(given, "x");

        Assert.Equal([$"{Key}: '{_folder.File(Biller, missing)}' is missing; text and HTML must say the same, so give both or neither."], Errors());
    }

    [Theory]
    [InlineData("invoice.rm.text.liquid")]
    [InlineData("invoice.de.txt.liquid")]
    [InlineData("Invoice.de.text.liquid")]
    [InlineData("reminder.de.text.liquid")]
    public void Read_NameThatWouldNeverBeUsed_IsRefused(string name)
    {
        var path = Write(name, "x");

        Assert.Equal([$"{Key}: '{path}' would never be used; name it invoice.LANGUAGE.PART.liquid with a language of de, fr, it, en and a part of subject, text, html."], Errors());
    }

    [Fact]
    public void Read_FileOutsideABillersFolder_IsRefused()
    {
        var path = _folder.Write("x", "invoice.de.subject.liquid");

        Assert.Equal([$"{Key}: '{path}' would never be used; put it into a folder named by its biller's id."], Errors());
    }

    [Fact]
    public void Read_NotUtf8_IsRefused()
    {
        var path = Write("invoice.de.subject.liquid", "");
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes("Für Sie"));

        Assert.Equal([$"{Key}: '{path}' is not UTF-8; save it as UTF-8."], Errors());
    }

    [Fact]
    public void Read_NoSuchFolder_IsRefused() => Assert.Equal(
        [$"{Key} is '/nowhere/templates', which is no folder that can be read; name one, or leave it out for the built-in templates."],
        TemplateFolder.Read("/nowhere/templates").Errors);

    [Fact]
    public void Read_OtherFiles_AreLeftAlone()
    {
        _folder.Write("x", "README.md");
        _folder.Write("x", Biller, "logo.svg");

        Assert.Empty(Errors());
    }

    private string Write(string name, string source) => _folder.Write(source, Biller, name);

    private EmailTemplateOptions Options() => new() { Folder = _folder.Path };

    private MessageTemplate Choose(Language language) => new MessageTemplates(Options()).Choose(Biller, language);

    private IEnumerable<string> Errors() =>
        new EmailTemplateRules().Validate(null, new EmailOptions { Templates = Options() }).Failures ?? [];
}
