using JasperFx.Resources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Postgresql;
using Wolverine.RDBMS;
using Wolverine.Runtime;

namespace Dispatch.Benchmarks.Engines.Competitors;

/// <summary>Wolverine with a durable local queue, its inbox in PostgreSQL: a message per dispatch.</summary>
internal sealed class WolverineEngine(string connectionString) : IMeasuredEngine
{
    private const int ParallelCount = 20;

    private readonly NpgsqlDataSource _database = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 50, AutoPrepareMinUsages = 2 });

    private IHost? _host;

    public async Task StartAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseWolverine(options =>
        {
            options.PersistMessagesWithPostgresql(_database, "wolverine");
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

    public Task FinalizeAsync(Batch batch, CancellationToken cancellationToken)
    {
        var runtime = _host!.Services.GetRequiredService<IWolverineRuntime>();
        return batch.FinalizeAsync(1, numbers => PublishAsync(runtime, numbers[0]), cancellationToken);
    }

    public async Task<long> CountSettledAsync()
    {
        await using var command = _database.CreateCommand("SELECT count(*) FROM wolverine.wolverine_incoming_envelopes WHERE status = 'Handled'");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync();
            _host.Dispose();
        }

        await _database.DisposeAsync();
    }

    /// <summary>Stores an invoice's messages in one transaction, then lets them go.</summary>
    private async Task PublishAsync(IWolverineRuntime runtime, string number)
    {
        var context = new MessageContext(runtime);
        await using (var connection = await _database.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await context.EnlistInOutboxAsync(new DatabaseEnvelopeTransaction((IMessageDatabase)runtime.Storage, transaction));
            await context.PublishAsync(new WolverineOrder(number, Batch.FirstDefinition, Batch.Recipient));
            await context.PublishAsync(new WolverineOrder(number, Batch.SecondDefinition, Batch.Recipient));
            await transaction.CommitAsync();
        }

        await context.FlushOutgoingMessagesAsync();
    }
}
