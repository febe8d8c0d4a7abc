using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace VirtualBoard.Crypto;

/// <summary>What an X.509 certificate says of itself.</summary>
/// <param name="Issuer">Distinguished name of the issuer.</param>
/// <param name="Subject">Distinguished name of the subject.</param>
/// <param name="NotBefore">Start of validity.</param>
/// <param name="NotAfter">End of validity.</param>
public sealed record CertificateFacts(string Issuer, string Subject, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    /// <summary>Reads a certificate, PEM (the first of a bundle, a trailing NUL is allowed) or DER.</summary>
    /// <param name="data">The bytes.</param>
    /// <returns>The facts; null when this is no certificate.</returns>
    public static CertificateFacts? Parse(byte[] data)
    {
        try
        {
            using var certificate = Load(data);
            return new(certificate.Issuer, certificate.Subject, certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static X509Certificate2 Load(byte[] data) =>
        data.AsSpan().IndexOf("-----BEGIN CERTIFICATE-----"u8) < 0
            ? X509CertificateLoader.LoadCertificate(data)
            : X509Certificate2.CreateFromPem(System.Text.Encoding.UTF8.GetString(data).TrimEnd('\0'));
}
