namespace System.Net;

/// <summary>Stands in for nanoFramework's kinds of HTTP credentials; the same on hardware.</summary>
public enum AuthenticationType
{
    Basic = 0,
    WindowsLive = 1,
}
