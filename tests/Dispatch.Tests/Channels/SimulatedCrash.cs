namespace Dispatch.Tests.Channels;

/// <summary>Thrown out of a log line to end an attempt there, as the death of the process would.</summary>
internal sealed class SimulatedCrash : Exception
{
    public static void At(int expected, int actual)
    {
        if (expected == actual)
            throw new SimulatedCrash();
    }
}
