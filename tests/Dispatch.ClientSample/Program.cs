using Dispatch.Abstractions;
using Dispatch.Client;

// dotnet run -- 127.0.0.1:30000 invoice.xml
await using var connection = await DispatchConnection.ConnectAsync(args[0]);
var client = connection.Client;

// Small files travel in the call, large ones are uploaded first.
var request = await client.PrepareAsync(new FinalizeInvoiceRequest { RequestedBy = "billing" }, await File.ReadAllBytesAsync(args[1]));
switch (await client.FinalizeAsync(request))
{
    case FinalizeAnswer.Accepted(var invoice):
        await ShowAsync(invoice);
        return 0;
    case FinalizeAnswer.Repeated(var invoice):
        Console.WriteLine("Finalized before; nothing is sent twice.");
        await ShowAsync(invoice);
        return 0;
    case FinalizeAnswer.Conflict(var error):
        Console.Error.WriteLine($"{error.Message} {error.Mend}");
        return 4;
    case FinalizeAnswer.Refused(var errors):
        foreach (var error in errors)
            Console.Error.WriteLine($"{error.Field} {error.Message} {error.Mend}");
        return 3;
    case FinalizeAnswer.Unavailable(var retryAfter, var message):
        Console.Error.WriteLine($"{message} Again in {retryAfter}.");
        return 7;
    default:
        return 1;
}

async Task ShowAsync(InvoiceView invoice)
{
    await foreach (var view in client.WatchAsync(invoice))
        Console.WriteLine($"{view.Name} {view.State}: {string.Join(", ", view.Dispatches.Select(dispatch => $"{dispatch.Id} {dispatch.State}"))}");
}
