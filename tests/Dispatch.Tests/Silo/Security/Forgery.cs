using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Dispatch.Silo.Security;
using Microsoft.AspNetCore.Connections;

namespace Dispatch.Tests.Silo.Security;

/// <summary>What a client with a changed library can do: it writes another sender than itself into its messages.</summary>
/// <param name="offset">Where, from the type of the sender on.</param>
/// <param name="text">What, as long as what it replaces.</param>
internal sealed class Forgery(int offset, string text)
{
    private volatile bool _isOn;

    public bool IsOn
    {
        get => _isOn;
        set => _isOn = value;
    }

    public void Use(IConnectionBuilder connection) => connection.Use(next => async context =>
    {
        var transport = context.Transport;
        var pipe = new Pipe();
        context.Transport = new CheckedTransport(transport.Input, pipe.Writer);
        var forging = ForgeAsync(pipe.Reader, transport.Output);
        try
        {
            await next(context);
        }
        finally
        {
            await pipe.Writer.CompleteAsync();
            await forging;
            context.Transport = transport;
        }
    });

    private async Task ForgeAsync(PipeReader from, PipeWriter to)
    {
        for (var isOver = false; !isOver;)
        {
            var result = await from.ReadAsync();
            var bytes = result.Buffer.ToArray();
            from.AdvanceTo(result.Buffer.End);
            var sender = bytes.AsSpan().IndexOf("sys.client"u8);
            if (IsOn && sender >= 0)
                Encoding.ASCII.GetBytes(text, bytes.AsSpan(sender + offset));
            isOver = result.IsCompleted | (await to.WriteAsync(bytes)).IsCompleted;
        }
    }
}
