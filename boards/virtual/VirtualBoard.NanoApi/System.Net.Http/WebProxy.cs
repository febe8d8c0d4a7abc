namespace System.Net;

/// <summary>Stands in for nanoFramework's proxy: where requests go instead.</summary>
public class WebProxy : IWebProxy
{
    public WebProxy()
    {
    }

    public WebProxy(Uri? Address)
        : this(Address, false)
    {
    }

    public WebProxy(Uri? Address, bool BypassOnLocal) => (this.Address, BypassProxyOnLocal) = (Address, BypassOnLocal);

    public WebProxy(string Host, int Port)
        : this(new Uri($"http://{Host}:{Port}"), false)
    {
    }

    public WebProxy(string Address)
        : this(Address, false)
    {
    }

    public WebProxy(string Address, bool BypassOnLocal)
        : this(Address is null ? null : new Uri(Address.Contains("://", StringComparison.Ordinal) ? Address : "http://" + Address), BypassOnLocal)
    {
    }

    public Uri? Address { get; set; }

    /// <summary>Whether names without a dot are reached directly. Default false.</summary>
    public bool BypassProxyOnLocal { get; set; }

    public Uri GetProxy(Uri destination) => IsBypassed(destination) ? destination : Address!;

    public bool IsBypassed(Uri host) =>
        host.IsLoopback || Address is null || (BypassProxyOnLocal && !host.Host.Contains('.', StringComparison.Ordinal));
}
