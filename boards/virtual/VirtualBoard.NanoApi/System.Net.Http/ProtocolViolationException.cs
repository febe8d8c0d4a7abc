namespace System.Net;

/// <summary>Stands in for nanoFramework's exception of a request that HTTP does not allow; the same on hardware.</summary>
public class ProtocolViolationException : InvalidOperationException
{
    public ProtocolViolationException()
    {
    }

    public ProtocolViolationException(string message)
        : base(message)
    {
    }
}
