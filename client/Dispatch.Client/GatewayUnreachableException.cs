namespace Dispatch.Client;

/// <summary>No engine answers at a gateway.</summary>
/// <param name="gateway">The gateway as given.</param>
/// <param name="inner">What the connection said.</param>
public sealed class GatewayUnreachableException(string gateway, Exception inner)
    : Exception($"No engine answers at {gateway}; start one with 'dispatchctl serve' or mend the address.", inner);
