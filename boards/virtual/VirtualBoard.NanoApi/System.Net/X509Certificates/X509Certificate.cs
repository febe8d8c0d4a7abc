using System.Text;
using VirtualBoard.Crypto;
using VirtualBoard.NanoApi;

namespace System.Security.Cryptography.X509Certificates;

/// <summary>Stands in for nanoFramework's certificate, PEM or DER. As on hardware what is no certificate is refused at once.</summary>
public class X509Certificate
{
    protected string? _issuer;
    protected string? _subject;
    protected DateTime _effectiveDate;
    protected DateTime _expirationDate;
    protected byte[]? _handle;
    protected byte[]? _sessionHandle;

    private readonly byte[]? _data;

    public X509Certificate()
    {
    }

    public X509Certificate(byte[] certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        Machine.Enter();
        var facts = CertificateFacts.Parse(certificate) ?? throw new ArgumentException();
        _data = certificate;
        (_issuer, _subject) = (facts.Issuer, facts.Subject);
        (_effectiveDate, _expirationDate) = (NanoTime.From(facts.NotBefore), NanoTime.From(facts.NotAfter));
    }

    public X509Certificate(string certificate)
        : this(ZeroTerminated(certificate))
    {
    }

    public virtual string? Issuer => _issuer;

    public virtual string? Subject => _subject;

    public virtual DateTime GetEffectiveDate() => _effectiveDate;

    public virtual DateTime GetExpirationDate() => _expirationDate;

    /// <summary>The bytes as given; text with a trailing NUL, as mbedTLS wants it.</summary>
    public virtual byte[]? GetRawCertData() => _data;

    private protected static byte[] ZeroTerminated(string text) => [.. Encoding.UTF8.GetBytes(text), 0];
}
