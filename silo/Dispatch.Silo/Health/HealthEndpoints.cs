using Dispatch.Silo.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dispatch.Silo.Health;

/// <summary><c>/health/live</c> answers while the process runs; <c>/health/ready</c> while it takes work, and says what is missing.</summary>
internal sealed class HealthEndpoints(HealthCheckService checks, IOptions<SiloOptions> options) : IHostedService
{
    private WebApplication? _web;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.HttpPort == 0)
            return;

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenLocalhost(options.Value.HttpPort));
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();
        _web = builder.Build();
        _web.MapGet("/health/live", context => context.Response.WriteAsJsonAsync(new { status = "live" }));
        _web.MapGet("/health/ready", AnswerReadyAsync);
        await _web.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_web is null)
            return;
        await _web.StopAsync(cancellationToken);
        await _web.DisposeAsync();
    }

    private async Task AnswerReadyAsync(HttpContext context)
    {
        var report = await checks.CheckHealthAsync(context.RequestAborted);
        context.Response.StatusCode = report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        await context.Response.WriteAsJsonAsync(new
        {
            status = report.Status.ToString().ToLowerInvariant(),
            checks = report.Entries.ToDictionary(entry => entry.Key, entry => new
            {
                status = entry.Value.Status.ToString().ToLowerInvariant(),
                message = entry.Value.Description,
                data = entry.Value.Data,
            }),
        });
    }
}
