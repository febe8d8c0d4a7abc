namespace System.Net;

/// <summary>Stands in for nanoFramework's HTTP versions; the same on hardware.</summary>
public class HttpVersion
{
    public static readonly Version Version10 = new(1, 0);
    public static readonly Version Version11 = new(1, 1);
}
