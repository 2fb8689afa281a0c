namespace Dispatch.Cli.Demo;

/// <summary>The biller's e-mail addresses.</summary>
internal sealed record SampleSender(string From, string ReplyTo);
