using System.Xml;
using System.Xml.Schema;

namespace Dispatch.Tests.Documents.FacturX;

/// <summary>The official schemas of CII, loaded once.</summary>
internal static class CiiSchemas
{
    private static readonly Lazy<XmlSchemaSet> s_facturX = new(() => Load("factur-x/xsd/FACTUR-X_EN16931.xsd"));
    private static readonly Lazy<XmlSchemaSet> s_d16B = new(() => Load("en16931/xsd-cii-d16b/CrossIndustryInvoice_100pD16B.xsd"));

    /// <summary>What the schema of Factur-X, profile EN 16931, says against a file.</summary>
    public static List<string> CheckFacturX(ReadOnlyMemory<byte> xml) => Check(xml, s_facturX.Value);

    /// <summary>What the whole schema D16B, which EN 16931 is bound to, says against a file.</summary>
    public static List<string> CheckD16B(ReadOnlyMemory<byte> xml) => Check(xml, s_d16B.Value);

    private static XmlSchemaSet Load(string file)
    {
        var schemas = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        schemas.Add(null, ReferenceData.Path(file));
        schemas.Compile();
        return schemas;
    }

    private static List<string> Check(ReadOnlyMemory<byte> xml, XmlSchemaSet schemas)
    {
        var errors = new List<string>();
        var settings = new XmlReaderSettings { Schemas = schemas, ValidationType = ValidationType.Schema, ValidationFlags = XmlSchemaValidationFlags.ReportValidationWarnings };
        settings.ValidationEventHandler += (_, problem) => errors.Add(problem.Message);
        using var stream = new MemoryStream(xml.ToArray());
        using var reader = XmlReader.Create(stream, settings);
        while (reader.Read())
        {
            // Validation goes with reading.
        }

        return errors;
    }
}
