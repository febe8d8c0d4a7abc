namespace System.Net;

/// <summary>Stands in for nanoFramework's interface of proxies.</summary>
public interface IWebProxy
{
    Uri GetProxy(Uri destination);

    bool IsBypassed(Uri host);
}
