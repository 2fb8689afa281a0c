using Dispatch.Documents.Payments;
using Dispatch.Documents.Ubl;

namespace Dispatch.Tests.Documents.Ubl;

public sealed class OfficialExampleTests
{
    public static TheoryData<string> Files() => [.. OfficialExamples.Expected.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_OfficialExample_GivesWhatTheTableSays(string file)
    {
        var bytes = File.ReadAllBytes(ReferenceData.Path(file));

        Assert.Equal(OfficialExamples.Expected[file], Describe(bytes));
    }

    [Fact]
    public void Table_AllFolders_NameEveryFile()
    {
        var files = OfficialExamples.Folders
            .SelectMany(folder => Directory.EnumerateFiles(ReferenceData.Path(folder)).Select(file => $"{folder}/{Path.GetFileName(file)}"))
            .Where(file => Path.GetExtension(file).Equals(".xml", StringComparison.OrdinalIgnoreCase));

        Assert.Equal(OfficialExamples.Expected.Keys.Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
    }

    private static string Describe(byte[] bytes)
    {
        var result = UblInvoiceReader.Read(bytes, new InvoiceReadOptions());
        var plan = result.IsAccepted ? PaymentPartPlanner.Plan(result.Invoice!) : null;
        if (result.Errors.Concat(plan?.Errors ?? []).ToList() is [var error, ..])
            return $"refused {error.Code} {error.Field}".TrimEnd();

        var findings = result.Findings.Concat(plan!.Findings).Select(finding => finding.Code).Distinct().Order(StringComparer.Ordinal).ToList();
        return plan.Part!.GetType().Name + (findings.Count == 0 ? "" : $", found {string.Join(' ', findings)}");
    }
}
