using System.Text.Json;
using Dispatch.Documents.Payments;

namespace Dispatch.Tests.Documents.Payments;

/// <summary>IBAN, QR reference and ISO 11649 against the official vectors and own cases.</summary>
public sealed class ReferenceNumberTests
{
    private static readonly Dictionary<string, (Func<string, bool> IsValid, Func<string, string>? Create, Func<string, string> Format)> Kinds = new()
    {
        ["iban"] = (Iban.IsValid, null, Iban.Format),
        ["qrReference"] = (QrReference.IsValid, QrReference.Create, QrReference.Format),
        ["iso11649"] = (CreditorReference.IsValid, CreditorReference.Create, CreditorReference.Format),
    };

    [Fact]
    public void IsValid_OfficialVectors_Agrees() => ForEach("validate", (kind, vector) =>
        Assert.Equal((Text(vector, "value"), vector.GetProperty("valid").GetBoolean()), (Text(vector, "value"), kind.IsValid(Text(vector, "value")))));

    [Fact]
    public void Create_OfficialVectors_Agrees() => ForEach("create", (kind, vector) =>
    {
        if (vector.TryGetProperty("full", out var full))
            Assert.Equal(full.GetString(), kind.Create!(Text(vector, "raw")));
        else
            Assert.Throws<ArgumentException>(() => kind.Create!(Text(vector, "raw")));
    });

    [Fact]
    public void Format_OfficialVectors_Agrees() => ForEach("format", (kind, vector) => Assert.Equal(Text(vector, "text"), kind.Format(Text(vector, "raw"))));

    [Theory]
    [InlineData("CH58 0079 1123 0008 8901 2", true)]
    [InlineData("ch5800791123000889012", true)]
    [InlineData("LI21 0881 0000 2324 013A A", true)]
    [InlineData("CH58 0079 1123 0008 8901 3", false)]
    [InlineData("CH58-0079-1123-0008-8901-2", false)]
    [InlineData("IBAN CH58 0079 1123 0008 8901 2", false)]
    [InlineData("CH580079112300088901", false)]
    public void IsValid_SwissAccount_IsChecked(string account, bool isValid)
    {
        Assert.True(Iban.IsSwiss(account));
        Assert.Equal(isValid, Iban.IsValid(account));
    }

    [Theory]
    [InlineData("CH4431999123000889012", true)]
    [InlineData("CH5800791123000889012", false)]
    [InlineData("CH4531999123000889012", false)]
    public void IsQrIban_Institution_Decides(string account, bool isQrIban) => Assert.Equal(isQrIban, Iban.IsQrIban(account));

    [Theory]
    [InlineData("1234567")]
    [InlineData("IBAN32423940")]
    [InlineData("01-39139-1")]
    [InlineData("")]
    public void LooksLike_OtherAccount_IsNoIban(string account) => Assert.False(Iban.LooksLike(account));

    [Fact]
    public void IsValid_EveryOtherCheckDigit_IsWrong() =>
        Assert.Single(Enumerable.Range(0, 100), digits => Iban.IsValid($"CH{digits:00}00791123000889012"));

    private static void ForEach(string group, Action<(Func<string, bool> IsValid, Func<string, string>? Create, Func<string, string> Format), JsonElement> check)
    {
        using var vectors = JsonDocument.Parse(File.ReadAllText(ReferenceData.Path("swiss-qr-bill/checks.json")));
        foreach (var kind in vectors.RootElement.GetProperty(group).EnumerateObject())
        {
            foreach (var vector in kind.Value.EnumerateArray())
                check(Kinds[kind.Name], vector);
        }
    }

    private static string Text(JsonElement vector, string name) => vector.GetProperty(name).GetString()!;
}
