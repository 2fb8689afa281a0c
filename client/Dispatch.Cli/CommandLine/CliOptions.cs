using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Dispatch.Cli.CommandLine;

/// <summary>Makes options whose wrong values are refused with the legal ones.</summary>
internal static class CliOptions
{
    /// <summary>How long commands wait for dispatches to settle where nothing is said.</summary>
    public static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(60);

    /// <summary>A text option.</summary>
    public static Option<string?> Text(string name, string helpName, string description) => new(name) { HelpName = helpName, Description = description };

    /// <summary>An option of several texts, one after the other.</summary>
    public static Option<string[]?> Texts(string name, string helpName, string description) => new(name)
    {
        HelpName = helpName,
        Description = description,
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>A switch.</summary>
    public static Option<bool> Flag(string name, string description) => new(name) { Description = description };

    /// <summary>Why something is stopped.</summary>
    public static Option<string?> Reason() => new("--reason") { HelpName = "TEXT", Description = "Why, for whoever looks at it later; at most 200 characters.", Required = true };

    /// <summary>Who does it.</summary>
    public static Option<string> By() => new("--by") { HelpName = "NAME", Description = "Who does it. Default: user@machine.", DefaultValueFactory = _ => Requester.Name };

    /// <summary>One word of a vocabulary.</summary>
    public static Option<T?> OneOf<T>(string name, string description)
        where T : struct, Enum
    {
        var option = new Option<T?>(name)
        {
            HelpName = string.Join('|', Words<T>.All),
            Description = description,
            CustomParser = result =>
            {
                if (Words<T>.TryParse(Single(result), out var value))
                    return value;
                result.AddError($"{name} '{Single(result)}' is not known; use one of {Words<T>.List}.");
                return null;
            },
        };
        option.CompletionSources.Add([.. Words<T>.All]);
        return option;
    }

    /// <summary>How long to wait for dispatches to settle.</summary>
    public static Option<TimeSpan> Wait() => new("--wait")
    {
        HelpName = "TIME",
        Description = "End when dispatches are deferred for longer than this or nothing moves for so long; 0 does not wait.",
        DefaultValueFactory = _ => DefaultWait,
        CustomParser = result =>
        {
            if (Durations.TryParse(Single(result), out var value))
                return value;
            result.AddError($"--wait '{Single(result)}' is no duration; write {Durations.Rule}.");
            return default;
        },
    };

    /// <summary>A number that is not negative.</summary>
    public static Option<int?> Count(string name, string helpName, string description, int largest) => new(name)
    {
        HelpName = helpName,
        Description = description,
        CustomParser = result =>
        {
            if (int.TryParse(Single(result), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= largest)
                return value;
            result.AddError($"{name} '{Single(result)}' is no number from 0 to {largest}.");
            return null;
        },
    };

    private static string Single(ArgumentResult result) => result.Tokens[0].Value;
}
