namespace System.Net.Http;

/// <summary>Stands in for nanoFramework's HTTP method; the same on hardware.</summary>
public class HttpMethod
{
    public HttpMethod(string method) => Method = string.IsNullOrEmpty(method) ? throw new ArgumentException() : method;

    public static HttpMethod Get { get; } = new("GET");

    public static HttpMethod Put { get; } = new("PUT");

    public static HttpMethod Post { get; } = new("POST");

    public static HttpMethod Delete { get; } = new("DELETE");

    public static HttpMethod Head { get; } = new("HEAD");

    public static HttpMethod Options { get; } = new("OPTIONS");

    public static HttpMethod Patch { get; } = new("PATCH");

    public string Method { get; }
}
