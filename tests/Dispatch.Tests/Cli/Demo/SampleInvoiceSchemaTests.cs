using System.Xml;
using System.Xml.Schema;

namespace Dispatch.Tests.Cli.Demo;

public sealed class SampleInvoiceSchemaTests(SampleFolder sample) : IClassFixture<SampleFolder>
{
    [Fact]
    public void EveryInvoice_UblSchema_IsValid()
    {
        var errors = new List<string>();
        var settings = new XmlReaderSettings
        {
            Schemas = UblSchemas.Load(),
            ValidationType = ValidationType.Schema,
            ValidationFlags = XmlSchemaValidationFlags.ReportValidationWarnings,
            DtdProcessing = DtdProcessing.Prohibit,
        };

        foreach (var file in sample.InvoiceFiles)
        {
            var fileSettings = settings.Clone();
            fileSettings.ValidationEventHandler += (_, finding) => errors.Add($"{Path.GetFileName(file)}: {finding.Message}");
            using var reader = XmlReader.Create(file, fileSettings);
            while (reader.Read())
            {
            }
        }

        Assert.Empty(errors);
    }
}
