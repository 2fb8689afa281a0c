using Dispatch.Channels.Print.Ipp;

namespace Dispatch.Channels.Print.Servers;

/// <summary>A queue of a print server.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Where it is; none if what the server says is no address.</param>
internal sealed record ServerQueue(string Name, IppAddress? Address);
