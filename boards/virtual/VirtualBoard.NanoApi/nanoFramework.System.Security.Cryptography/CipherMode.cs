namespace System.Security.Cryptography;

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum CipherMode
{
    None = 0,
    CBC = 1,
    ECB = 2,
}
