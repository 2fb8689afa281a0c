namespace Dispatch.Tests.Grains.Printing;

[Collection("engine")]
public sealed class SqlitePrintBatchTests : PrintBatchTests
{
    protected override Task<(string Key, string Value)[]> SettingsAsync() => Task.FromResult<(string, string)[]>([]);
}
