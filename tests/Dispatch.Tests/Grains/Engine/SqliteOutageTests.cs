namespace Dispatch.Tests.Grains.Engine;

[Collection("engine")]
public sealed class SqliteOutageTests : StorageOutageTests
{
    protected override Task<(string Key, string Value)[]> SettingsAsync() => Task.FromResult<(string, string)[]>([]);
}
