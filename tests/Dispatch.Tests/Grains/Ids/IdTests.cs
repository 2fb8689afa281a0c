using System.Text.Json;
using CsCheck;
using Dispatch.Abstractions;

namespace Dispatch.Tests.Grains.Ids;

public sealed class IdTests
{
    private static readonly Gen<string> Identifiers = Gen.String[Gen.Char["abcXYZ019._-"], 1, 20].Where(Identifier.IsValid);
    private static readonly Gen<string> Numbers = Gen.String[Gen.Char[@"aZ09/\~ .-_%äé日?&"], 1, 40].Where(BusinessNumber.IsValid);

    [Fact]
    public void Parse_KeyOfADispatch_IsThatDispatch() => Gen.Select(Identifiers, Numbers, Identifiers, Gen.Int[0, 12]).Sample((biller, number, definition, copy) =>
    {
        var id = new DispatchId(biller, number, definition, copy);

        Assert.Equal(id, DispatchId.Parse(id.ToString()));
        Assert.Equal(id, JsonSerializer.Deserialize<DispatchId>(JsonSerializer.Serialize(id)));
    });

    [Fact]
    public void Parse_KeyOfASubscription_IsThatSubscription() => Gen.Select(Identifiers, Numbers).Sample((biller, number) =>
        Assert.Equal(new SubscriptionId(biller, number), SubscriptionId.Parse(new SubscriptionId(biller, number).ToString())));

    [Fact]
    public void NameFor_TwoDispatchesOfOneInvoice_AreTwoNames() => Gen.Select(Numbers, Identifiers, Identifiers, Gen.Int[0, 3], Gen.Int[0, 3])
        .Sample((number, left, right, leftCopy, rightCopy) =>
        {
            var (a, b) = (new DispatchId("b", number, left, leftCopy), new DispatchId("b", number, right, rightCopy));

            Assert.Equal(a == b, a.NameFor(number) == b.NameFor(number));
        });

    [Theory]
    [InlineData("")]
    [InlineData("a/b/c")]
    [InlineData("a/b/c/x")]
    [InlineData("/b/c/0")]
    [InlineData("a/b/c/-1")]
    public void Parse_NoDispatchKey_SaysSo(string key) => Assert.Throws<FormatException>(() => DispatchId.Parse(key));

    [Theory]
    [InlineData("")]
    [InlineData("biller")]
    [InlineData("/1")]
    [InlineData("biller/")]
    public void Parse_NoSubscriptionKey_SaysSo(string key) => Assert.Throws<FormatException>(() => SubscriptionId.Parse(key));

    [Theory]
    [InlineData("d1", true)]
    [InlineData("A.b-c_9", true)]
    [InlineData("_", true)]
    [InlineData("1", false)]
    [InlineData(".d", false)]
    [InlineData("a/b", false)]
    [InlineData("a~b", false)]
    [InlineData("ä", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Identifier_Text_IsValidByTheRule(string? text, bool expected) => Assert.Equal(expected, Identifier.IsValid(text));

    [Theory]
    [InlineData("hall", true)]
    [InlineData("12", true)]
    [InlineData(".hall", false)]
    [InlineData("hall/2", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void PrinterName_Text_IsValidByTheRule(string? text, bool expected) => Assert.Equal(expected, PrinterName.IsValid(text));

    [Theory]
    [InlineData("2026/10 ~7", true)]
    [InlineData(@"RE\1", true)]
    [InlineData("...", true)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData(" 1", false)]
    [InlineData("1 ", false)]
    [InlineData("1\n2", false)]
    [InlineData("1\0", false)]
    [InlineData("1\u200b2", false)]
    [InlineData("1\ud83d\ude00", false)]
    [InlineData("", false)]
    public void BusinessNumber_Text_IsValidByTheRule(string text, bool expected) => Assert.Equal(expected, BusinessNumber.IsValid(text));

    [Fact]
    public void BusinessNumber_SixtyFiveCharacters_IsTooLong()
    {
        Assert.True(BusinessNumber.IsValid(new string('1', 64)));
        Assert.False(BusinessNumber.IsValid(new string('1', 65)));
    }
}
