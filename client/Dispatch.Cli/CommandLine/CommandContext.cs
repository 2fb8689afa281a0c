using System.CommandLine;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Output;

namespace Dispatch.Cli.CommandLine;

/// <summary>What a command was given.</summary>
internal sealed class CommandContext
{
    private readonly ParseResult _parse;
    private readonly GlobalOptions _options;
    private readonly EngineOpener _open;

    public CommandContext(ParseResult parse, GlobalOptions options, Terminal terminal, TimeProvider clock, EngineOpener open, CancellationToken stopping)
    {
        (_parse, _options, _open) = (parse, options, open);
        (Terminal, Clock, Stopping) = (terminal, clock, stopping);
        if (Get(options.Data) is not null && Get(options.Gateway) is not null)
            throw CommandException.Usage("--data and --gateway exclude each other.", mend: "Give one of them.");
        foreach (var option in new[] { options.Data, options.Gateway, options.Config, options.Biller, options.TraceFile })
        {
            if (Get(option) is { } value && string.IsNullOrWhiteSpace(value))
                throw CommandException.Usage("It is empty.", option.Name, mend: $"Give a value or leave out {option.Name}.");
        }

        Engine = new EngineOptions(Get(options.Data) ?? EngineOptions.DefaultDataFolder, Get(options.Gateway), Get(options.Config), Get(options.TraceFile));
    }

    /// <summary>Where results and messages go.</summary>
    public Terminal Terminal { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Cancelled by Ctrl-C and SIGTERM.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>Which engine to work with.</summary>
    public EngineOptions Engine { get; }

    /// <summary>The biller, where one was named.</summary>
    public string? Biller => Get(_options.Biller);

    /// <summary>Whether an engine was named rather than left to the default.</summary>
    public bool NamesEngine => Get(_options.Data) is not null || Get(_options.Gateway) is not null;

    /// <summary>An option's value.</summary>
    public T? Get<T>(Option<T> option) => _parse.GetValue(option);

    /// <summary>An argument's value.</summary>
    public T Get<T>(Argument<T> argument) => _parse.GetRequiredValue(argument);

    /// <summary>Opens the engine.</summary>
    public Task<EngineSession> OpenAsync(EngineUse use)
    {
        if (Engine is { Gateway: not null, TraceFile: not null })
            Terminal.Note("--trace-file records the spans of an engine inside the command; the engine behind the gateway records its own.");
        return _open(Engine, use, Stopping);
    }
}
