using Dispatch.Abstractions;

namespace Dispatch.Client;

/// <summary>Tells what passes by itself from what does not.</summary>
public static class TransientFailure
{
    /// <summary>
    /// Whether a call failed because a silo died, the engine is slow, or its database is away. The same call may be made again: no call of the engine
    /// does twice what it did already.
    /// </summary>
    public static bool Is(Exception error) => error is TimeoutException or OrleansException or IOException or StorageException;
}
