using System.Collections.Concurrent;
using System.Reflection;
using Dispatch.Abstractions;
using Orleans.Serialization.Invocation;

namespace Dispatch.Silo.Security;

/// <summary>Knows which calls are open to clients: what bears <see cref="ClientFacingAttribute"/>, and what Orleans' own client needs.</summary>
internal static class OpenCalls
{
    // Two of them are internal to Orleans: the map of grains, which a client asks for first, and cancelling a call of its own by its token.
    private static readonly HashSet<string> _orleans =
    [
        "Orleans.Runtime.IClusterManifestSystemTarget",
        "Orleans.Runtime.ICancellationSourcesExtension",
        typeof(IAsyncEnumerableGrainExtension).FullName!,
    ];

    private static readonly ConcurrentDictionary<MethodInfo, bool> _known = new();

    /// <summary>Whether a client may make the call. A stream of results is opened by a call that carries the real one inside: both must be open.</summary>
    public static bool IsOpen(IInvokable call)
    {
        if (!_known.GetOrAdd(call.GetMethod(), static method => IsOpen(method)))
            return false;

        for (var i = 0; i < call.GetArgumentCount(); i++)
        {
            if (call.GetArgument(i) is IInvokable inner && !IsOpen(inner))
                return false;
        }

        return true;
    }

    /// <summary>Whether a method of a grain interface is open to clients.</summary>
    public static bool IsOpen(MethodInfo method) =>
        method.IsDefined(typeof(ClientFacingAttribute))
        || (method.DeclaringType is { } declaring && (declaring.IsDefined(typeof(ClientFacingAttribute), inherit: false) || _orleans.Contains(declaring.FullName!)));
}
