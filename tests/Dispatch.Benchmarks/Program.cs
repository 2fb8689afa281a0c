using Dispatch.Benchmarks;

return args switch
{
    ["storage"] => await StorageBenchmark.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Dispatch.Benchmarks -- storage");
    return 1;
}
