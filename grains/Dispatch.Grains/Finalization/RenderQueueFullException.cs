namespace Dispatch.Grains.Finalization;

/// <summary>Too many documents wait to be rendered; the caller is told to come back.</summary>
internal sealed class RenderQueueFullException() : Exception("Too many documents wait to be rendered.");
