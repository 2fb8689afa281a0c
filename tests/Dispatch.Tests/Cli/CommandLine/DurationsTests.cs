using Dispatch.Cli.CommandLine;

namespace Dispatch.Tests.Cli.CommandLine;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("90", 90)]
    [InlineData("90s", 90)]
    [InlineData("1.5m", 90)]
    [InlineData("2h", 7200)]
    [InlineData("00:01:30", 90)]
    public void TryParse_Duration_IsRead(string text, double seconds)
    {
        Assert.True(Durations.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("5 d")]
    [InlineData("25h")]
    [InlineData("90ms")]
    [InlineData("-00:01:00")]
    [InlineData("1e9")]
    public void TryParse_AnythingElse_IsNot(string text) => Assert.False(Durations.TryParse(text, out _));
}
