using System.Security.Cryptography.X509Certificates;
using System.Text;
using VirtualBoard.NanoApi;

namespace System.Net.Security;

/// <summary>Stands in for nanoFramework's store of trusted authorities: a file of the firmware's own on the config volume, kept over resets.</summary>
public static class CertificateManager
{
    public static bool AddCaCertificateBundle(X509Certificate[] ca) =>
        AddCaCertificateBundle(string.Concat(ca.Select(static c => Encoding.UTF8.GetString(c.GetRawCertData()!).TrimEnd('\0'))) + "\0");

    public static bool AddCaCertificateBundle(string ca) => AddCaCertificateBundle(Encoding.UTF8.GetBytes(ca));

    /// <summary>Replaces the bundle.</summary>
    /// <returns>Whether it is stored.</returns>
    public static bool AddCaCertificateBundle(byte[] ca)
    {
        ArgumentNullException.ThrowIfNull(ca);
        CertificateStore.Of(Machine.Enter()).Save(ca);
        return true;
    }
}
