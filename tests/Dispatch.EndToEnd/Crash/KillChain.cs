using Xunit.Sdk;

namespace Dispatch.EndToEnd.Crash;

/// <summary>A few points at which one scenario is killed in turn: most of a crash test's time is starting processes.</summary>
public sealed class KillChain : IXunitSerializable
{
    private const int Length = 4;

    private string[] _names = [];

    /// <summary>The points, in order.</summary>
    internal IEnumerable<KillPoint> Points => _names.Select(KillPoints.Find);

    /// <summary>Chains that hold each point once.</summary>
    internal static IEnumerable<KillChain> Of(IEnumerable<KillPoint> points) =>
        points.Select(point => point.Name).Chunk(Length).Select(names => new KillChain { _names = names });

    /// <inheritdoc/>
    public void Deserialize(IXunitSerializationInfo info) => _names = info.GetValue<string[]>("names") ?? [];

    /// <inheritdoc/>
    public void Serialize(IXunitSerializationInfo info) => info.AddValue("names", _names);

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", _names);
}
