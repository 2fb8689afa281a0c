namespace Dispatch.Channels.Print.Ipp.Protocol;

/// <summary>A group of attributes: of the operation, of one job, of one printer.</summary>
/// <param name="Tag">What it is about.</param>
/// <param name="Attributes">Its attributes in their order.</param>
internal sealed record IppGroup(IppTag Tag, IReadOnlyList<IppAttribute> Attributes)
{
    /// <summary>The attribute of a name; none if there is none.</summary>
    public IppAttribute? Find(string name) => Attributes.FirstOrDefault(attribute => attribute.Name == name);

    /// <summary>The first text of an attribute; none if there is none.</summary>
    public string? Text(string name) => Find(name)?.Texts.FirstOrDefault();

    /// <summary>All texts of an attribute.</summary>
    public IReadOnlyList<string> Texts(string name) => [.. Find(name)?.Texts ?? []];

    /// <summary>The number of an attribute; none if there is none.</summary>
    public int? Number(string name) => Find(name)?.Number;
}
