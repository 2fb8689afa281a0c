using System.Globalization;
using System.Xml;

namespace Dispatch.Documents.FacturX;

/// <summary>
/// A UN/CEFACT Cross Industry Invoice being written: elements in the order of the calls, none where there is no value, so that no element is
/// ever empty. Equal calls give equal bytes.
/// </summary>
internal sealed class CiiXml : IDisposable
{
    private const string Root = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100";
    private const string Aggregates = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100";
    private const string Unqualified = "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100";
    private const string Qualified = "urn:un:unece:uncefact:data:standard:QualifiedDataType:100";
    private const string DayFormat = "102";

    private readonly MemoryStream _output = new(16 * 1024);
    private readonly XmlWriter _writer;

    public CiiXml()
    {
        _writer = XmlWriter.Create(_output, new XmlWriterSettings
        {
            Encoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
            NewLineHandling = NewLineHandling.None,
        });
        _writer.WriteStartDocument();
        _writer.WriteStartElement("rsm", "CrossIndustryInvoice", Root);
        _writer.WriteAttributeString("xmlns", "ram", null, Aggregates);
        _writer.WriteAttributeString("xmlns", "udt", null, Unqualified);
        _writer.WriteAttributeString("xmlns", "qdt", null, Qualified);
    }

    /// <summary>A part of the document itself.</summary>
    public void Part(string name, Action content)
    {
        _writer.WriteStartElement("rsm", name, Root);
        content();
        _writer.WriteEndElement();
    }

    /// <summary>A group of elements, of which at least one has a value.</summary>
    public void Group(string name, Action content)
    {
        _writer.WriteStartElement("ram", name, Aggregates);
        content();
        _writer.WriteEndElement();
    }

    /// <summary>A group that is left out where it would be empty.</summary>
    public void GroupIf(bool hasContent, string name, Action content)
    {
        if (hasContent)
            Group(name, content);
    }

    /// <summary>A value with its attributes; nothing where it is missing. Attributes without a value are left out.</summary>
    public void Value(string name, string? value, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        if (value is null)
            return;

        _writer.WriteStartElement("ram", name, Aggregates);
        foreach (var (attribute, text) in attributes)
        {
            if (text is not null)
                _writer.WriteAttributeString(attribute, text);
        }

        _writer.WriteString(value);
        _writer.WriteEndElement();
    }

    /// <summary>A value within a group of its own, for example a reference.</summary>
    public void Wrapped(string group, string name, string? value) => GroupIf(value is not null, group, () => Value(name, value));

    /// <summary>An amount with two decimals.</summary>
    public void Amount(string name, decimal? amount, string? currency = null) =>
        Value(name, amount?.ToString("0.00", CultureInfo.InvariantCulture), ("currencyID", currency));

    /// <summary>A price, percentage or quantity with the decimals that it has.</summary>
    public void Number(string name, decimal? number, string? unit = null) =>
        Value(name, number?.ToString(CultureInfo.InvariantCulture), ("unitCode", unit));

    /// <summary>A day in the element that CII has for points of time.</summary>
    public void Date(string name, DateOnly? date) => Day(name, date, "DateTimeString", "udt", Unqualified);

    /// <summary>A day in the element that CII has for days.</summary>
    public void PlainDate(string name, DateOnly? date) => Day(name, date, "DateString", "udt", Unqualified);

    /// <summary>A day in the element that CII has for the dates of references.</summary>
    public void ReferenceDate(string name, DateOnly? date) => Day(name, date, "DateTimeString", "qdt", Qualified);

    public void Indicator(string name, bool value) => Group(name, () => _writer.WriteElementString("udt", "Indicator", Unqualified, value ? "true" : "false"));

    /// <summary>An attached file in base64.</summary>
    public void Binary(string name, ReadOnlyMemory<byte>? content, string? mimeType, string? fileName)
    {
        if (content is { } bytes)
            Value(name, Convert.ToBase64String(bytes.Span), ("mimeCode", mimeType), ("filename", fileName));
    }

    /// <summary>Ends the document and gives its bytes: UTF-8 without a byte order mark.</summary>
    public byte[] Finish()
    {
        _writer.WriteEndDocument();
        _writer.Flush();
        return _output.ToArray();
    }

    public void Dispose()
    {
        _writer.Dispose();
        _output.Dispose();
    }

    private void Day(string name, DateOnly? date, string inner, string prefix, string space)
    {
        if (date is not { } day)
            return;

        Group(name, () =>
        {
            _writer.WriteStartElement(prefix, inner, space);
            _writer.WriteAttributeString("format", DayFormat);
            _writer.WriteString(day.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
            _writer.WriteEndElement();
        });
    }
}
