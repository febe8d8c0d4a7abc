namespace System.Security.Cryptography.X509Certificates;

/// <summary>Stands in for nanoFramework's certificate with a private key. Differs from hardware: the key is kept, not checked.</summary>
public class X509Certificate2 : X509Certificate
{
    public X509Certificate2()
    {
    }

    public X509Certificate2(byte[] rawData)
        : base(rawData)
    {
    }

    public X509Certificate2(string certificate)
        : base(certificate)
    {
    }

    public X509Certificate2(string rawData, string key, string password)
        : base(rawData) => PrivateKey = ZeroTerminated(key);

    public X509Certificate2(byte[] rawData, string key, string password)
        : base(rawData) => PrivateKey = ZeroTerminated(key);

    public X509Certificate2(byte[] rawData, byte[] key, string password)
        : base(rawData) => PrivateKey = key;

    public bool HasPrivateKey => PrivateKey is not null;

    public byte[]? PrivateKey { get; }

    public byte[]? PublicKey => RawData;

    public DateTime NotAfter => _expirationDate;

    public DateTime NotBefore => _effectiveDate;

    public byte[]? RawData => GetRawCertData();
}
