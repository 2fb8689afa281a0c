using System.Xml;
using System.Xml.Schema;

namespace Dispatch.Tests.Cli.Demo;

/// <summary>The official UBL 2.1 schemas; they stay where they are and are never copied into the project.</summary>
internal static class UblSchemas
{
    /// <summary>Loads the schemas, or skips the test naming the folder; on a build server (CI=true) a missing folder is a failure.</summary>
    public static XmlSchemaSet Load()
    {
        var folder = Path.Combine(ReferenceFolder(), "ubl-2.1-xsd", "maindoc");
        if (!Directory.Exists(folder))
        {
            var message = $"{folder} is missing; set DISPATCH_REFERENCE to the folder that holds ubl-2.1-xsd.";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", message);
            Assert.Fail(message);
        }

        var schemas = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        // The signature schema has a DTD, which an import would not read.
        using (var signature = XmlReader.Create(
            Path.Combine(folder, "..", "common", "UBL-xmldsig-core-schema-2.1.xsd"),
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Parse }))
            schemas.Add(null, signature);
        schemas.Add(null, Path.Combine(folder, "UBL-Invoice-2.1.xsd"));
        schemas.Add(null, Path.Combine(folder, "UBL-CreditNote-2.1.xsd"));
        schemas.Compile();
        return schemas;
    }

    private static string ReferenceFolder()
    {
        if (Environment.GetEnvironmentVariable("DISPATCH_REFERENCE") is { Length: > 0 } named)
            return named;
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root.Parent is not null && !File.Exists(Path.Combine(root.FullName, "Dispatch.Orleans.sln")))
            root = root.Parent;
        return Path.GetFullPath(Path.Combine(root.FullName, "..", "shared", "reference"));
    }
}
