using System.Text;
using Dispatch.Abstractions;

namespace Dispatch.Storage.Dispatches;

/// <summary>The fixed partition of all dispatches over the recovery grains.</summary>
public static class Shards
{
    /// <summary>How many there are, for the life of a database.</summary>
    public const int Count = 32;

    /// <summary>A stable hash (FNV-1a, 32 bits) of the key, the same in every version and on every machine.</summary>
    public static int Of(DispatchId id)
    {
        var hash = 2166136261u;
        foreach (var value in Encoding.UTF8.GetBytes(id.ToString()))
            hash = unchecked((hash ^ value) * 16777619u);
        return (int)(hash % Count);
    }
}
