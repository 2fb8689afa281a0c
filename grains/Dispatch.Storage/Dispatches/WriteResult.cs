namespace Dispatch.Storage.Dispatches;

/// <summary>What a progress write did.</summary>
/// <param name="IsWritten">False: the guard did not hold, nothing was written; read the row again.</param>
/// <param name="Version">The row's version after the write; meaningless if it was not written.</param>
/// <param name="FallbackActivated">Whether a standby row became pending by this write.</param>
public readonly record struct WriteResult(bool IsWritten, long Version, bool FallbackActivated);
