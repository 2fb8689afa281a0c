using Dispatch.Benchmarks;
using Dispatch.Benchmarks.Engines;
using Dispatch.Benchmarks.Print;
using Dispatch.Benchmarks.Smtp;

try
{
    return args switch
    {
        ["message"] => MessageBenchmark.Run(),
        ["storage"] => await StorageBenchmark.RunAsync(),
        ["smtp", ..] => await SmtpBenchmark.RunAsync(SmtpOptions.Parse(args.AsSpan(1))),
        ["print", ..] => await PrintBenchmark.RunAsync(PrintOptions.Parse(args.AsSpan(1))),
        [PrintBenchmark.MemoryCommand, var way, var folder, var count] => await PrintBenchmark.MeasureMemoryAsync(way, folder, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)),
        ["engines", ..] => await EngineBenchmark.RunAsync(args.AsMemory(1)),
        [EngineProcess.Command, var name, ..] => await EngineProcess.RunAsync(name, EngineOptions.Parse(args.AsSpan(2))),
        _ => Usage(),
    };
}
catch (ArgumentException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

static int Usage()
{
    Console.Error.WriteLine($"usage: dotnet run -c Release --project tests/Dispatch.Benchmarks -- storage | message | {SmtpOptions.Usage} | {PrintOptions.Usage} | {EngineOptions.Usage}");
    return 1;
}
