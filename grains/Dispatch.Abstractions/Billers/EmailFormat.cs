using System.Text.Json.Serialization;

namespace Dispatch.Abstractions;

/// <summary>What an e-mail carries as the invoice.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EmailFormat>))]
public enum EmailFormat
{
    /// <summary>The PDF as it is printed.</summary>
    [JsonStringEnumMemberName("pdf")] Pdf = 0,

    /// <summary>A Factur-X (ZUGFeRD): the same pages as PDF/A-3, with the invoice as XML inside.</summary>
    [JsonStringEnumMemberName("facturX")] FacturX = 1,
}
