namespace Dispatch.Channels.Print.Sftp;

/// <summary>The key or password of a print service cannot be read.</summary>
internal sealed class SftpLoginException(Exception inner) : Exception("The key or password file cannot be read.", inner);
