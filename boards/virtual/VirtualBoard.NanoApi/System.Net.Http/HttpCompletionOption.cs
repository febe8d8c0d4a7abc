namespace System.Net.Http;

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum HttpCompletionOption
{
    ResponseContentRead = 0,
    ResponseHeadersRead = 1,
}
