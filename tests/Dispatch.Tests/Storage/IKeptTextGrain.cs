namespace Dispatch.Tests.Storage;

/// <summary>A grain that keeps a text in grain storage.</summary>
[Alias("dispatch.tests.kept-text.v1")]
public interface IKeptTextGrain : IGrainWithStringKey
{
    [Alias("set")]
    Task SetAsync(string text);

    [Alias("get")]
    Task<string> GetAsync();

    [Alias("clear")]
    Task ClearAsync();

    [Alias("reload")]
    Task ReloadAsync();
}
