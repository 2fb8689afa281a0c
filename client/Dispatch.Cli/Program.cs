using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Output;

using var interruption = new Interruption();
return (int)await new DispatchCtl(Terminal.OfProcess(), TimeProvider.System, EngineAccess.OpenAsync).RunAsync(args, interruption.Token);
