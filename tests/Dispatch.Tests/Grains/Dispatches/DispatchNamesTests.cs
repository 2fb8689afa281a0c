using Dispatch.Grains.Dispatches;

namespace Dispatch.Tests.Grains.Dispatches;

public sealed class DispatchNamesTests
{
    [Theory]
    [InlineData("R-1~mail", "R-1")]
    [InlineData("R-1~mail~2", "R-1")]
    [InlineData("R~1~mail", "R~1")]
    [InlineData("R~1~mail~12", "R~1")]
    [InlineData("~~~~", "~~")]
    [InlineData("R-1", null)]
    [InlineData("1~2", null)]
    [InlineData("~mail", null)]
    [InlineData("~mail~2", null)]
    [InlineData("~1", null)]
    [InlineData("", null)]
    public void InvoiceIn_AnyText_IsWhatStandsBeforeDefinitionAndCopy(string name, string? expected) => Assert.Equal(expected, DispatchNames.InvoiceIn(name));
}
