namespace Dispatch.Cli.Engine;

/// <summary>Opens the engine that a command works with.</summary>
internal delegate Task<EngineSession> EngineOpener(EngineOptions options, EngineUse use, CancellationToken cancellationToken);
