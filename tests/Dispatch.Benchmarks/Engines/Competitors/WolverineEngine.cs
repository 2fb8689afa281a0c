using JasperFx.Resources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Postgresql;

namespace Dispatch.Benchmarks.Engines.Competitors;

/// <summary>Wolverine with a durable local queue, its inbox in PostgreSQL: a message per dispatch.</summary>
internal sealed class WolverineEngine(string connectionString) : IMeasuredEngine
{
    private const int ParallelCount = 20;

    private readonly string _connectionString =
        new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 50, AutoPrepareMinUsages = 2 }.ConnectionString;

    private IHost? _host;

    public async Task StartAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseWolverine(options =>
        {
            options.PersistMessagesWithPostgresql(_connectionString, "wolverine");
            options.Discovery.DisableConventionalDiscovery().IncludeType(typeof(WolverineOrderHandler));
            options.LocalQueueFor<WolverineOrder>().UseDurableInbox().MaximumParallelMessages(ParallelCount);
            options.OnException<FirstAttemptFailedException>().ScheduleRetry(Batch.RetryDelay);
            options.Durability.Mode = DurabilityMode.Solo;
            options.Durability.ScheduledJobPollingTime = Batch.RetryDelay;
            options.Durability.ScheduledJobFirstExecution = TimeSpan.Zero;
            options.Durability.RecoveryBatchSize = 500;

            // Handled messages stay, as the other engines' rows do; taking them away would be work that the others do not have.
            options.Durability.KeepAfterMessageHandling = TimeSpan.FromDays(1);
            options.Services.AddResourceSetupOnStartup();
        });
        _host = builder.Build();
        await _host.StartAsync();
    }

    public Task FinalizeAsync(Batch batch, CancellationToken cancellationToken) => batch.FinalizeAsync(
        1,
        async numbers =>
        {
            await using var scope = _host!.Services.CreateAsyncScope();
            var bus = scope.ServiceProvider.GetRequiredService<IMessageBus>();
            await bus.PublishAsync(new WolverineOrder(numbers[0], Batch.FirstDefinition, Batch.Recipient));
            await bus.PublishAsync(new WolverineOrder(numbers[0], Batch.SecondDefinition, Batch.Recipient));
        },
        cancellationToken);

    public async Task<long> CountSettledAsync()
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) FROM wolverine.wolverine_incoming_envelopes WHERE status = 'Handled'", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is null)
            return;
        await _host.StopAsync();
        _host.Dispose();
    }
}
