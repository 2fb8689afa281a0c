namespace Dispatch.Cli.Demo;

/// <summary>A communication location.</summary>
internal sealed record SampleLocation(string Kind, string Usage, string Value, string? Label = null);
