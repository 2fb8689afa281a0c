using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Abstractions;

/// <summary>
/// The key of a dispatch: <c>biller/number/definition/copy</c>. The invoice's number may hold any printable character, a slash too;
/// biller and definition are <see cref="Identifier"/>s, so the key can be taken apart again.
/// </summary>
/// <param name="Biller">The biller's id.</param>
/// <param name="Number">The invoice's number (BT-1).</param>
/// <param name="Definition">The definition's id within the subscription.</param>
/// <param name="Copy">0 for the original; a resend or reprint has the next number.</param>
[GenerateSerializer, Immutable, Alias("dispatch.dispatch-id.v1")]
[JsonConverter(typeof(DispatchIdJsonConverter))]
public sealed record DispatchId(
    [property: Id(0)] string Biller,
    [property: Id(1)] string Number,
    [property: Id(2)] string Definition,
    [property: Id(3)] int Copy = 0)
{
    /// <summary>The invoice that it belongs to.</summary>
    [JsonIgnore]
    public InvoiceId Invoice => new(Biller, Number);

    /// <summary>The dispatch id on the outside: <c>INVOICE~DEFINITION</c>, with <c>~1</c>, <c>~2</c>… for copies.</summary>
    /// <param name="invoiceName">The invoice's name on the outside.</param>
    public string NameFor(string invoiceName) => Copy == 0
        ? $"{invoiceName}~{Definition}"
        : string.Create(CultureInfo.InvariantCulture, $"{invoiceName}~{Definition}~{Copy}");

    /// <summary>Reads <c>biller/number/definition/copy</c>.</summary>
    /// <exception cref="FormatException">It is not such a key.</exception>
    public static DispatchId Parse(string key)
    {
        var first = key.IndexOf('/', StringComparison.Ordinal);
        var last = key.LastIndexOf('/');
        var middle = last > 0 ? key.LastIndexOf('/', last - 1) : -1;
        if (first < 1 || middle <= first || !int.TryParse(key.AsSpan(last + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var copy))
            throw new FormatException($"'{key}' is no dispatch key (biller/number/definition/copy).");
        return new DispatchId(key[..first], key[(first + 1)..middle], key[(middle + 1)..last], copy);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Biller}/{Number}/{Definition}/{Copy}");

    private sealed class DispatchIdJsonConverter : JsonConverter<DispatchId>
    {
        public override DispatchId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, DispatchId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
