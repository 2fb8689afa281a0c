using Dispatch.Cli.Errors;

namespace Dispatch.Cli.Runs;

/// <summary>A line about a refused input.</summary>
internal sealed class RunRefusedJson(CliError error)
{
    public string Type => "refused";

    public string? File => error.File;

    public string? Field => error.Field;

    public string? Value => error.Value;

    public string Message => error.Message;

    public string Code => error.Code;

    public string? Mend => error.Mend;
}
