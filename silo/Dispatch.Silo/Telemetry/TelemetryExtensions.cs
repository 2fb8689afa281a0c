using Dispatch.Channels;
using Dispatch.Grains.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Dispatch.Silo.Telemetry;

/// <summary>Registers traces and metrics; where they go is decided by the standard <c>OTEL_*</c> settings and the trace file.</summary>
internal static class TelemetryExtensions
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Adds OpenTelemetry. Spans are always recorded, because every receipt names its trace.</summary>
    public static IServiceCollection AddDispatchTelemetry(this IServiceCollection services, IConfiguration configuration, string? traceFile)
    {
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("dispatch", serviceVersion: DispatchTelemetry.Version));
        telemetry.WithTracing(tracing =>
        {
            tracing.AddSource(DispatchTelemetry.Name, ChannelTelemetry.EmailSourceName, ChannelTelemetry.PrintSourceName).SetSampler(new AlwaysOnSampler());
            if (IsConfigured(configuration, "TRACES"))
                tracing.AddOtlpExporter();
            if (traceFile is not null)
                tracing.AddProcessor(_ => new BatchActivityExportProcessor(new JsonLinesTraceExporter(traceFile)));
        });
        if (IsConfigured(configuration, "METRICS"))
        {
            telemetry.WithMetrics(metrics => metrics
                .AddMeter(DispatchTelemetry.Name, "Microsoft.Orleans")
                .AddRuntimeInstrumentation()
                .AddOtlpExporter());
        }

        return services;
    }

    private static bool IsConfigured(IConfiguration configuration, string signal) =>
        !string.IsNullOrEmpty(configuration[Endpoint]) || !string.IsNullOrEmpty(configuration[Endpoint.Replace("OTLP_", $"OTLP_{signal}_", StringComparison.Ordinal)]);
}
