using Dispatch.Tests.Servers.Fixtures;
using Dispatch.Tests.Servers.Postgres;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

namespace Dispatch.Tests.Servers.Fixtures;

/// <summary>The one private PostgreSQL of a test process; started by the first test that needs it.</summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    private readonly Lazy<Task<PrivatePostgres>> _server = new(() => PrivatePostgres.CreateAsync());

    /// <summary>Without PostgreSQL the test is skipped, and fails on a build server (CI=true).</summary>
    internal static void Require() => Obstacle.SkipIfAny(PostgresPrograms.Obstacle);

    /// <summary>The server; without PostgreSQL the test is skipped, and fails on a build server (CI=true).</summary>
    internal Task<PrivatePostgres> GetAsync()
    {
        Require();
        return _server.Value;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated && !_server.Value.IsFaulted)
            await (await _server.Value).DisposeAsync();
    }
}
