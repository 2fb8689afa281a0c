namespace Dispatch.Tests.Servers.Cups;

/// <summary>How a private print server is set up.</summary>
internal sealed record CupsSettings
{
    /// <summary>Its queues, each a folder of printed files.</summary>
    public IReadOnlyList<string> Queues { get; init; } = ["hall"];

    /// <summary>The most jobs that it keeps active.</summary>
    public int MaxJobs { get; init; } = 500;

    /// <summary>Whether it keeps the records of jobs that are done.</summary>
    public bool KeepsHistory { get; init; } = true;

    /// <summary>What it does with a job that fails: <c>retry-job</c> (tried again after a second), <c>stop-printer</c>, <c>abort-job</c>.</summary>
    public string ErrorPolicy { get; init; } = "retry-job";

    /// <summary>Whether each change of a job is on its disk at once, so that killing the server loses none; else after 30 seconds, the default of CUPS.</summary>
    public bool SavesAtOnce { get; init; } = true;

    /// <summary>The server's certificate for <c>localhost</c> and its key, both PEM: with them it also listens for TLS.</summary>
    public (string Certificate, string Key)? Tls { get; init; }

    /// <summary>Whether everybody must sign in as <see cref="PrivateCups.User"/>.</summary>
    public bool NeedsPassword { get; init; }
}
