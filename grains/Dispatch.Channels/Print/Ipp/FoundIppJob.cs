namespace Dispatch.Channels.Print.Ipp;

/// <summary>A job that earlier attempts may have left at a printer.</summary>
/// <param name="Job">The job.</param>
/// <param name="IsOurs">Whether it is certainly the one that was recorded; else only its name or its id speaks for it.</param>
internal sealed record FoundIppJob(IppJob Job, bool IsOurs);
