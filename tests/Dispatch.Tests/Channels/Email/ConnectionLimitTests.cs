using Dispatch.Channels.Email;

namespace Dispatch.Tests.Channels.Email;

public sealed class ConnectionLimitTests
{
    [Fact]
    public void AfterAnswer_EachRoundOfAnswers_AllowsOneMore()
    {
        var limit = new ConnectionLimit(8);
        List<int> counts = [limit.Count];

        for (var round = 0; round < 5; round++)
        {
            var count = limit.Count;
            for (var i = 0; i <= count; i++)
                limit = limit.AfterAnswer(isFull: true);
            counts.Add(limit.Count);
        }

        Assert.Equal([2, 3, 4, 5, 6, 7], counts);
    }

    [Fact]
    public void AfterAnswer_ManyAnswers_NeverPassesTheMost()
    {
        var limit = new ConnectionLimit(3);

        for (var i = 0; i < 1000; i++)
            limit = limit.AfterAnswer(isFull: true);

        Assert.Equal(3, limit.Count);
    }

    [Fact]
    public void AfterAnswer_ConnectionsToSpare_ShowsNothing()
    {
        var limit = new ConnectionLimit(8);

        Assert.Equal(limit, limit.AfterAnswer(isFull: false));
    }

    [Fact]
    public void AfterPushback_NoticedByAllConnections_CountsOnce()
    {
        var limit = new ConnectionLimit(16) { Share = 12 };

        var reduced = limit.AfterPushback(0).AfterPushback(0).AfterPushback(0);

        Assert.Equal((6, 1), (reduced.Count, reduced.Epoch));
        Assert.Equal(3, reduced.AfterPushback(1).Count);
    }

    [Fact]
    public void AfterPushback_Always_LeavesOne()
    {
        var limit = new ConnectionLimit(2);

        for (var epoch = 0; epoch < 10; epoch++)
            limit = limit.AfterPushback(epoch);

        Assert.Equal(1, limit.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    public void Count_Whatever_IsBetweenOneAndTheMost(int max) => Assert.InRange(new ConnectionLimit(max).Count, 1, max);
}
