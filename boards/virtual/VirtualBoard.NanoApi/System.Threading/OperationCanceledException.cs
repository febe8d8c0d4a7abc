namespace System.Threading;

/// <summary>Stands in for nanoFramework's, which is in this namespace and not in <c>System</c>.</summary>
public class OperationCanceledException : SystemException
{
    public OperationCanceledException()
    {
    }

    public OperationCanceledException(string? message)
        : base(message)
    {
    }

    public OperationCanceledException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
