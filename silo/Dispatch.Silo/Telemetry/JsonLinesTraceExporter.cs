using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using OpenTelemetry;

namespace Dispatch.Silo.Telemetry;

/// <summary>Appends spans to a file, one JSON object a line, for where no collector exists.</summary>
internal sealed class JsonLinesTraceExporter(string path) : BaseExporter<Activity>
{
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public override ExportResult Export(in Batch<Activity> batch)
    {
        using var buffer = new MemoryStream();
        foreach (var activity in batch)
        {
            using (var writer = new Utf8JsonWriter(buffer))
                Write(writer, activity);
            buffer.WriteByte((byte)'\n');
        }

        try
        {
            // One append per batch: several processes may share the file.
            lock (_lock)
            {
                using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
                file.Write(buffer.GetBuffer(), 0, (int)buffer.Length);
            }

            return ExportResult.Success;
        }
        catch (IOException)
        {
            return ExportResult.Failure;
        }
    }

    private static void Write(Utf8JsonWriter writer, Activity activity)
    {
        writer.WriteStartObject();
        writer.WriteString("name", activity.DisplayName);
        writer.WriteString("source", activity.Source.Name);
        writer.WriteString("traceId", activity.TraceId.ToHexString());
        writer.WriteString("spanId", activity.SpanId.ToHexString());
        if (activity.ParentSpanId != default)
            writer.WriteString("parentSpanId", activity.ParentSpanId.ToHexString());
        writer.WriteString("kind", activity.Kind.ToString().ToLowerInvariant());
        writer.WriteString("startedAt", activity.StartTimeUtc.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture));
        writer.WriteNumber("durationMs", activity.Duration.TotalMilliseconds);
        writer.WriteString("status", activity.Status.ToString().ToLowerInvariant());
        writer.WriteStartObject("attributes");
        foreach (var (key, value) in activity.EnumerateTagObjects())
        {
            if (value is not null)
                writer.WriteString(key, Convert.ToString(value, CultureInfo.InvariantCulture));
        }

        writer.WriteEndObject();
        writer.WriteStartArray("links");
        foreach (var link in activity.Links)
        {
            writer.WriteStartObject();
            writer.WriteString("traceId", link.Context.TraceId.ToHexString());
            writer.WriteString("spanId", link.Context.SpanId.ToHexString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
