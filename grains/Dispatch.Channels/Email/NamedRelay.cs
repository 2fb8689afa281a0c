namespace Dispatch.Channels.Email;

/// <summary>A configured relay.</summary>
/// <param name="Name">Its name in metrics, logs and health: <c>smtp</c> for the only one.</param>
/// <param name="Order">Its place among several.</param>
/// <param name="Options">How it is reached.</param>
internal sealed record NamedRelay(string Name, int Order, RelayConnectionOptions Options);
