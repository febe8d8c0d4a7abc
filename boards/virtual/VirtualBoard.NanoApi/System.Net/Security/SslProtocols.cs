namespace System.Net.Security;

/// <summary>Stands in for nanoFramework's enumeration; the virtual board records it and does not speak TLS itself.</summary>
[Flags]
public enum SslProtocols
{
    None = 0,
    Tls = 192,
    Tls11 = 768,
    Tls12 = 3072,
    Tls13 = 12288,
}
