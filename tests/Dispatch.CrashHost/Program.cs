// The real engine in a process of its own, which kills itself at a given step: DATA-FOLDER SMTP-PORT INVOICES EVENT-ID OCCURRENCE.
// SMTP port 0 is the pickup folder, event id 0 kills nowhere. Says on standard output what was answered and where everything ended.
using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Client;
using Dispatch.CrashHost;
using Dispatch.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

var (smtpPort, invoiceCount, eventId, occurrence) = (Number(1), Number(2), Number(3), Number(4));
var overrides = new Dictionary<string, string?>
{
    ["Host:RecoveryPeriod"] = "00:00:00.2",
    ["Print:Retry:FirstDelay"] = "00:00:00.2",
    ["Email:Retry:FirstDelay"] = "00:00:00.2",
    ["Email:Security"] = "None",
    ["Email:Host"] = smtpPort == 0 ? "" : "127.0.0.1",
    ["Email:Port"] = smtpPort == 0 ? null : args[1],
};
await using var host = await DispatchHost.StartAsync(new HostSettings { DataFolder = args[0], Overrides = overrides }, AddKillSwitch, CancellationToken.None);
var client = new DispatchClient(host.Grains);
Say("started");
await client.Biller(Month.Biller.Id).PutAsync(Month.Biller);
await client.Subscription(new SubscriptionId("werke", "S-1")).PutAsync(Month.Subscription);

for (var number = 1; number <= invoiceCount; number++)
{
    var request = new FinalizeInvoiceRequest { Source = Month.Invoice(number), RequestedBy = "crash test" };
    var answer = await client.FinalizeAsync(request);
    while (answer is FinalizeAnswer.Unavailable)
        answer = await client.FinalizeAsync(request);
    Say($"answered R-{number} {answer.GetType().Name}");
}

for (var number = 1; number <= invoiceCount; number++)
{
    var invoice = (await client.Catalog.FindInvoicesAsync($"R-{number}", null)).Single();
    invoice = await client.WaitForSettledAsync(invoice);
    foreach (var dispatch in invoice.Dispatches)
        Say($"dispatch {dispatch.Id} {dispatch.State} {dispatch.PossibleDuplicate} {dispatch.Attempts.Count}");
}

Say("settled");
return 0;

void AddKillSwitch(IServiceCollection services)
{
    if (eventId == 0)
        return;
    services.AddSingleton<ILoggerProvider>(new KillSwitch(eventId, occurrence));
    services.Configure<LoggerFilterOptions>(options =>
    {
        options.MinLevel = LogLevel.Debug;
        options.Rules.Clear();
        options.Rules.Add(new LoggerFilterRule(typeof(ConsoleLoggerProvider).FullName, null, LogLevel.Error, null));
    });
}

int Number(int index) => int.Parse(args[index], CultureInfo.InvariantCulture);

static void Say(string text)
{
    Console.Out.WriteLine(text);
    Console.Out.Flush();
}
