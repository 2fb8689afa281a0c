namespace Dispatch.Channels.Print.Ipp.Protocol;

/// <summary>An attribute and its values, at least one (<c>1setOf</c>).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">Its values in their order.</param>
internal sealed record IppAttribute(string Name, IReadOnlyList<IppValue> Values)
{
    /// <summary>An attribute of words, names, URIs or the like.</summary>
    public static IppAttribute Of(string name, IppTag tag, params string[] values) => new(name, [.. values.Select(value => new IppValue.Characters(tag, value))]);

    /// <summary>An attribute of one number.</summary>
    public static IppAttribute Of(string name, int value) => new(name, [new IppValue.Number(IppTag.Integer, value)]);

    /// <summary>An attribute of one truth.</summary>
    public static IppAttribute Of(string name, bool value) => new(name, [new IppValue.Truth(value)]);

    /// <summary>The values that are characters.</summary>
    public IEnumerable<string> Texts => Values.OfType<IppValue.Characters>().Select(value => value.Value);

    /// <summary>The first value as a number; none if it is none.</summary>
    public int? Number => Values[0] is IppValue.Number number ? number.Value : null;

    /// <summary>The first value as a truth; none if it is none.</summary>
    public bool? Truth => Values[0] is IppValue.Truth truth ? truth.Value : null;
}
