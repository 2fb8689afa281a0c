using System.Reflection;
using ChannelSteps = Dispatch.Channels.EventIds;
using GrainSteps = Dispatch.Grains.EventIds;

namespace Dispatch.EndToEnd.Crash;

public sealed class KillPointTests
{
    [Fact]
    public void EventIds_EachIsAKillPointOrNamedAsNoStep()
    {
        var logged = new[] { typeof(GrainSteps), typeof(ChannelSteps) }
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(field => (int)field.GetRawConstantValue()!);

        var known = KillPoints.Engine.Concat(KillPoints.Pickup).Concat(KillPoints.Spool).Concat(KillPoints.PrintJobs).Concat(KillPoints.Sftp).Concat(KillPoints.Smtp)
            .Select(point => point.Step).OfType<int>().Concat(KillPoints.NoSteps);

        Assert.Equal(logged.Order(), known.Order());
    }
}
