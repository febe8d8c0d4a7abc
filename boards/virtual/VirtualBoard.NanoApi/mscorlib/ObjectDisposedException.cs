namespace System;

/// <summary>
/// Stands in for nanoFramework's <c>System.ObjectDisposedException</c>, which is no <see cref="InvalidOperationException"/> as the
/// host's is: a handler for the one must not catch the other.
/// </summary>
public class ObjectDisposedException : SystemException
{
    /// <summary>Creates the exception with nanoCLR's default message.</summary>
    public ObjectDisposedException()
        : base("Cannot access a disposed object.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">The message; on nanoFramework not the name of the object.</param>
    public ObjectDisposedException(string? message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public ObjectDisposedException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal static void ThrowIf(bool condition, object instance)
    {
        if (condition)
            throw new ObjectDisposedException($"Cannot access a disposed {instance.GetType().Name}.");
    }
}
