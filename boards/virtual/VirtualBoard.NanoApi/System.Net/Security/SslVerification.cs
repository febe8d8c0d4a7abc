namespace System.Net.Security;

/// <summary>Stands in for nanoFramework's enumeration; the virtual board tells only <see cref="NoVerification"/> from the others.</summary>
public enum SslVerification
{
    NoVerification = 1,
    VerifyPeer = 2,
    CertificateRequired = 4,
    VerifyClientOnce = 8,
}
