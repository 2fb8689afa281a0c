using System.Text;
using Dispatch.Channels.Print.Ipp.Protocol;

namespace Dispatch.Tests.Channels.Print.Ipp.Protocol;

public sealed class IppCodecTests
{
    [Fact]
    public void Write_CreateJob_IsTheBytesOfRfc8010()
    {
        var bytes = IppEncoder.Write(IppRequests.CreateJob("ipp://printer.example/ipp", "dispatch", "2026-10-0001~d1", isDuplex: true, "iso_a4_210x297mm"));

        Assert.Equal(
            "0200" + "0005" + "00000001"
            + "01"
            + Attribute("47", "attributes-charset", "utf-8") + Attribute("48", "attributes-natural-language", "en")
            + Attribute("45", "printer-uri", "ipp://printer.example/ipp") + Attribute("42", "requesting-user-name", "dispatch")
            + Attribute("42", "job-name", "2026-10-0001~d1")
            + "02"
            + Attribute("44", "sides", "two-sided-long-edge") + Attribute("44", "media", "iso_a4_210x297mm")
            + "03",
            Convert.ToHexStringLower(bytes));
    }

    [Fact]
    public void Write_FurtherValues_HaveNoName()
    {
        var message = new IppMessage(0, 1, [new IppGroup(IppTag.JobAttributes, [IppAttribute.Of("a", IppTag.Keyword, "x", "y")])]);

        Assert.Equal("0200000000000001" + "02" + "44" + "000161" + "000178" + "44" + "0000" + "000179" + "03", Convert.ToHexStringLower(IppEncoder.Write(message)));
    }

    [Fact]
    public void Read_Collection_KeepsItsMembers()
    {
        var media = new IppValue.Collection(
        [
            new IppAttribute("media-size", [new IppValue.Collection([IppAttribute.Of("x-dimension", 21000), IppAttribute.Of("y-dimension", 29700)])]),
            IppAttribute.Of("media-size-name", IppTag.Keyword, "iso_a4_210x297mm"),
        ]);
        var bytes = IppEncoder.Write(new IppMessage(0, 1, [new IppGroup(IppTag.PrinterAttributes, [new IppAttribute("media-col-ready", [media, media])])]));

        var read = Assert.Single(Assert.Single(IppDecoder.Read(bytes).Groups).Attributes);

        Assert.Equal(2, read.Values.Count);
        var members = Assert.IsType<IppValue.Collection>(read.Values[1]).Members;
        Assert.Equal(["media-size", "media-size-name"], members.Select(member => member.Name));
        Assert.Equal([21000, 29700], Assert.IsType<IppValue.Collection>(members[0].Values[0]).Members.Select(member => member.Number!.Value));
        Assert.Equal(["iso_a4_210x297mm"], members[1].Texts);
    }

    [Fact]
    public void Read_TextWithLanguage_KeepsTheText()
    {
        var message = Convert.FromHexString("0200" + "0000" + "00000001" + "04" + "36" + "000161" + "000c" + "0005" + "64652d6368" + "0003" + "c3a478" + "03");

        var value = Assert.IsType<IppValue.Characters>(Assert.Single(Assert.Single(IppDecoder.Read(message).Groups).Attributes).Values[0]);

        Assert.Equal((IppTag.Name, "äx"), (value.Tag, value.Value));
    }

    [Theory]
    [InlineData("", "The message ends in the middle.")]
    [InlineData("02000000000000", "The message ends in the middle.")]
    [InlineData("020000000000000101", "The message ends in the middle.")]
    [InlineData("0200000000000001" + "44" + "000161" + "000178" + "03", "An attribute stands outside of a group.")]
    [InlineData("0200000000000001" + "00" + "03", "An attribute stands outside of a group.")]
    [InlineData("0200000000000001" + "02" + "44" + "0000" + "000178" + "03", "A further value has no attribute before it.")]
    [InlineData("0200000000000001" + "02" + "44" + "000161" + "000978" + "03", "The message ends in the middle.")]
    [InlineData("0200000000000001" + "02" + "44" + "0100" + "03", "A name has more than 255 bytes.")]
    [InlineData("0200000000000001" + "02" + "44" + "000161" + "8000" + "03", "A value has more than 32767 bytes.")]
    [InlineData("0200000000000001" + "02" + "21" + "000161" + "000100" + "03", "A number has not 4 bytes.")]
    [InlineData("0200000000000001" + "02" + "22" + "000161" + "0000" + "03", "A truth has not 1 byte.")]
    [InlineData("0200000000000001" + "02" + "37" + "000161" + "0000" + "03", "A member stands outside of a collection.")]
    [InlineData("0200000000000001" + "02" + "34" + "000161" + "0000" + "03", "A group begins within a collection.")]
    [InlineData("0200000000000001" + "02" + "34" + "000161" + "0000" + "44" + "000162" + "000178", "A value within a collection has a name.")]
    [InlineData("0200000000000001" + "02" + "34" + "000161" + "0000" + "44" + "0000" + "000178", "A value of a collection has no member before it.")]
    [InlineData("0200000000000001" + "02" + "34" + "000161" + "0000" + "4a" + "0000" + "000178" + "37" + "0000" + "0000", "A member of a collection has no value.")]
    public void Read_NoMessage_SaysWhatIsWrong(string hex, string message) =>
        Assert.Equal(message, Assert.Throws<IppFormatException>(() => IppDecoder.Read(Convert.FromHexString(hex))).Message);

    [Fact]
    public void Read_CollectionsTooDeep_IsRefused()
    {
        var nested = new IppValue.Collection([IppAttribute.Of("a", 1)]);
        for (var depth = 1; depth < IppLimits.Depth; depth++)
            nested = new IppValue.Collection([new IppAttribute("a", [nested])]);

        _ = IppDecoder.Read(Of(nested));
        Assert.Throws<IppFormatException>(() => IppDecoder.Read(Of(new IppValue.Collection([new IppAttribute("a", [nested])]))));
    }

    [Fact]
    public void Read_MoreThanTheLimits_IsRefused()
    {
        Assert.Throws<IppFormatException>(() => IppDecoder.Read(new byte[IppLimits.MessageBytes + 1]));
        Assert.Throws<IppFormatException>(() => IppDecoder.Read(
            IppEncoder.Write(new IppMessage(0, 1, [.. Enumerable.Repeat(new IppGroup(IppTag.JobAttributes, []), IppLimits.Groups + 1)]))));
        Assert.Throws<IppFormatException>(() => IppDecoder.Read(
            IppEncoder.Write(new IppMessage(0, 1, [new IppGroup(IppTag.JobAttributes, [new IppAttribute("a", [.. Enumerable.Repeat(new IppValue.Truth(true), IppLimits.Values + 1)])])]))));
    }

    [Fact]
    public void Write_ValueTooLong_IsRefused() => Assert.Throws<ArgumentException>(() => IppEncoder.Write(
        IppRequests.CreateJob("ipp://printer.example/ipp", "dispatch", new string('x', IppLimits.ValueBytes + 1), isDuplex: false, media: null)));

    private static byte[] Of(IppValue value) => IppEncoder.Write(new IppMessage(0, 1, [new IppGroup(IppTag.JobAttributes, [new IppAttribute("a", [value])])]));

    private static string Attribute(string tag, string name, string value) =>
        $"{tag}{name.Length:x4}{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(name))}{value.Length:x4}{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(value))}";
}
