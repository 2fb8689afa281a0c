using System.Net;
using Dispatch.Silo.Security;

namespace Dispatch.Tests.Silo.Security;

public sealed class AdvertisedAddressTests
{
    [Theory]
    [InlineData("127.0.0.1", null, "127.0.0.1")]
    [InlineData("10.0.0.5", null, "10.0.0.5")]
    [InlineData("10.0.0.5", "198.51.100.7", "198.51.100.7")]
    [InlineData("0.0.0.0", null, "10.0.0.5")]
    [InlineData("::", null, "10.0.0.5")]
    [InlineData("0.0.0.0", "127.0.0.1", "127.0.0.1")]
    [InlineData("0.0.0.0", "one.example", "198.51.100.7")]
    [InlineData("0.0.0.0", "service.example", "10.0.0.5")]
    [InlineData("fd00::5", "both.example", "fd00::5")]
    [InlineData("::", "both.example", "10.0.0.5")]
    public void Find_OneAddress_IsThat(string listening, string? configured, string expected)
    {
        var errors = new List<string>();

        var found = AdvertisedAddress.Find(IPAddress.Parse(listening), configured, Host("container"), errors);

        Assert.Empty(errors);
        Assert.Equal(IPAddress.Parse(expected), found);
    }

    [Theory]
    [InlineData("0.0.0.0", "0.0.0.0", "container", "Silo:AdvertisedAddress is '0.0.0.0'")]
    [InlineData("0.0.0.0", "nowhere.example", "container", "Silo:AdvertisedAddress is 'nowhere.example'")]
    [InlineData("0.0.0.0", "foreign.example", "container", "Silo:AdvertisedAddress is 'foreign.example'")]
    [InlineData("127.0.0.1", "10.0.0.5", "container", "Silo:Address is '127.0.0.1'")]
    [InlineData("10.0.0.5", "127.0.0.1", "container", "Silo:Address is '10.0.0.5'")]
    [InlineData("0.0.0.0", null, "loopback-only", "'loopback-only' has none")]
    [InlineData("0.0.0.0", null, "two-networks", "has 10.0.0.5 and 10.1.0.5")]
    public void Find_NoneOrSeveral_SaysSoWithItsMend(string listening, string? configured, string hostName, string expected)
    {
        var errors = new List<string>();

        var found = AdvertisedAddress.Find(IPAddress.Parse(listening), configured, Host(hostName), errors);

        Assert.Null(found);
        Assert.Contains(expected, Assert.Single(errors), StringComparison.Ordinal);
        Assert.Matches("use |set ", errors[0]);
    }

    [Fact]
    public void System_ItsOwnAddresses_HaveLoopback()
    {
        Assert.Contains(IPAddress.Loopback, HostAddresses.System.Own());
        Assert.Empty(HostAddresses.System.Resolve("no such name"));
    }

    private static HostAddresses Host(string name) => new(
        name,
        asked => asked switch
        {
            "container" => [IPAddress.Loopback, IPAddress.Parse("10.0.0.5"), IPAddress.Parse("fe80::1")],
            "loopback-only" => [IPAddress.Parse("127.0.1.1")],
            "two-networks" => [IPAddress.Parse("10.0.0.5"), IPAddress.Parse("10.1.0.5")],
            "one.example" => [IPAddress.Parse("198.51.100.7")],
            "service.example" => [IPAddress.Parse("10.0.0.4"), IPAddress.Parse("10.0.0.5"), IPAddress.Parse("10.0.0.6")],
            "foreign.example" => [IPAddress.Parse("10.0.0.4"), IPAddress.Parse("10.0.0.6")],
            "both.example" => [IPAddress.Parse("10.0.0.5"), IPAddress.Parse("fd00::5")],
            _ => [],
        },
        () => [IPAddress.Loopback, IPAddress.Parse("10.0.0.5"), IPAddress.Parse("10.1.0.5")]);
}
