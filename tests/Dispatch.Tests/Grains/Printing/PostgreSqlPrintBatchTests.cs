using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.Tests.Grains.Printing;

[Collection("engine")]
public sealed class PostgreSqlPrintBatchTests(SharedPostgres postgres) : PrintBatchTests
{
    protected override async Task<(string Key, string Value)[]> SettingsAsync()
    {
        var server = await postgres.GetAsync();
        var database = await server.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        return [("Storage:Provider", "PostgreSql"), ("Storage:ConnectionString", server.ConnectionString(database))];
    }
}
