namespace Dispatch.EndToEnd.Packaging;

/// <summary>Tests that share one publishing, because that takes a minute.</summary>
[CollectionDefinition(Name)]
public sealed class PublishedTests : ICollectionFixture<PublishedSource>
{
    public const string Name = "published";
}
