using System;

namespace ImpDevice.Storage;

/// <summary>The board's flash did not keep what was written. The old content is still there.</summary>
public sealed class StorageException : Exception
{
    /// <summary>Makes the error.</summary>
    /// <param name="message">Which file and what was found instead.</param>
    /// <param name="inner">The file system's own error, or null.</param>
    public StorageException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
