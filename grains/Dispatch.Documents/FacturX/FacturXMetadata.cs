using Dispatch.Documents.Drawing;

namespace Dispatch.Documents.FacturX;

/// <summary>The XMP packet of a PDF/A-2b that becomes a Factur-X: part 3, and what Factur-X says of the file inside.</summary>
internal static class FacturXMetadata
{
    /// <summary>The properties of Factur-X 1.0 §6.2, and the extension schema that PDF/A asks for because it does not know them.</summary>
    private const string Extension =
        """
        <rdf:Description rdf:about=""
         xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#">
        <fx:DocumentType>INVOICE</fx:DocumentType>
        <fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>
        <fx:Version>1.0</fx:Version>
        <fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>
        </rdf:Description>
        <rdf:Description rdf:about=""
         xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
         xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
         xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
        <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
        <pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
        <pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#</pdfaSchema:namespaceURI>
        <pdfaSchema:prefix>fx</pdfaSchema:prefix>
        <pdfaSchema:property><rdf:Seq>
        <rdf:li rdf:parseType="Resource">
        <pdfaProperty:name>DocumentFileName</pdfaProperty:name>
        <pdfaProperty:valueType>Text</pdfaProperty:valueType>
        <pdfaProperty:category>external</pdfaProperty:category>
        <pdfaProperty:description>The name of the embedded XML document</pdfaProperty:description>
        </rdf:li>
        <rdf:li rdf:parseType="Resource">
        <pdfaProperty:name>DocumentType</pdfaProperty:name>
        <pdfaProperty:valueType>Text</pdfaProperty:valueType>
        <pdfaProperty:category>external</pdfaProperty:category>
        <pdfaProperty:description>The type of the hybrid document in capital letters, e.g. INVOICE or ORDER</pdfaProperty:description>
        </rdf:li>
        <rdf:li rdf:parseType="Resource">
        <pdfaProperty:name>Version</pdfaProperty:name>
        <pdfaProperty:valueType>Text</pdfaProperty:valueType>
        <pdfaProperty:category>external</pdfaProperty:category>
        <pdfaProperty:description>The actual version of the standard applying to the embedded XML document</pdfaProperty:description>
        </rdf:li>
        <rdf:li rdf:parseType="Resource">
        <pdfaProperty:name>ConformanceLevel</pdfaProperty:name>
        <pdfaProperty:valueType>Text</pdfaProperty:valueType>
        <pdfaProperty:category>external</pdfaProperty:category>
        <pdfaProperty:description>The conformance level of the embedded XML document</pdfaProperty:description>
        </rdf:li>
        </rdf:Seq></pdfaSchema:property>
        </rdf:li></rdf:Bag></pdfaExtension:schemas>
        </rdf:Description>

        """;

    private const string Part2 = "<pdfaid:part>2</pdfaid:part>";
    private const string Instance = "<xmpMM:InstanceID>uuid:";
    private const string End = "</rdf:RDF>";
    private const int UuidLength = 36;

    /// <summary>Changes a packet.</summary>
    /// <param name="packet">As the PDF engine wrote it; its bytes as Latin letters.</param>
    /// <param name="instance">What identifies the new file.</param>
    public static string Change(string packet, Guid instance)
    {
        var part = PdfObjects.Found(packet.IndexOf(Part2, StringComparison.Ordinal));
        var uuid = PdfObjects.Found(packet.IndexOf(Instance, StringComparison.Ordinal)) + Instance.Length;
        var end = PdfObjects.Found(packet.IndexOf(End, StringComparison.Ordinal));
        return $"{packet[..part]}<pdfaid:part>3</pdfaid:part>{packet[(part + Part2.Length)..uuid]}{instance:D}{packet[(uuid + UuidLength)..end]}{Extension.ReplaceLineEndings("\n")}{packet[end..]}";
    }
}
