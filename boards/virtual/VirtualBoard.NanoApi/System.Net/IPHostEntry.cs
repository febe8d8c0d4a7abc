namespace System.Net;

/// <summary>Stands in for nanoFramework's answer of a name server; the same on hardware.</summary>
public class IPHostEntry
{
    public string? HostName { get; internal init; }

    public IPAddress[]? AddressList { get; internal init; }
}
