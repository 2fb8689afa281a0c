using Dispatch.Abstractions;
using Dispatch.Channels.Email;
using Dispatch.Channels.Email.Dkim;
using Dispatch.Channels.Email.Templates;

namespace Dispatch.Tests.Channels.Email.Dkim;

/// <summary>An ordinary invoice as it is written, signed.</summary>
internal static class SignedMessages
{
    public static byte[] Write(params DkimKeyOptions[] keys)
    {
        var shipments = new Shipments();
        var shipment = shipments.Create();
        Assert.True(InvoiceMessage.TryCreate(shipment, BuiltInTemplates.Of(Language.De).Render(shipment), [shipments.Content(shipment.Document)], out var message, out _));
        using var bytes = new MemoryStream();
        using (message)
        {
            new DkimSignatures(keys, TimeProvider.System).Sign(message);
            message.WriteTo(InvoiceMessage.FormatOf(message), bytes);
        }

        return bytes.ToArray();
    }
}
