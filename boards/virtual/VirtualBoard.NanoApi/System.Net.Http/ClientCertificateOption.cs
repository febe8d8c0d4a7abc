namespace System.Net.Http;

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum ClientCertificateOption
{
    Manual = 0,
    Automatic = 1,
}
