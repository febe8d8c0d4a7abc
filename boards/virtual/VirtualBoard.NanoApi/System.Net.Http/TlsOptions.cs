using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using VirtualBoard;
using VirtualBoard.Crypto;

namespace System.Net;

/// <summary>What a request wants of TLS. The virtual board speaks no TLS of its own; it refuses where the handshake on hardware could not succeed.</summary>
/// <param name="Authority">The authority the firmware trusts; null for the stored bundle.</param>
/// <param name="Verification">How to verify the server; none is hardware's default, which verifies.</param>
internal readonly record struct TlsOptions(X509Certificate? Authority, SslVerification Verification)
{
    /// <summary>Checks that there is an authority to trust and that it is valid by the board's clock, which stands at 1970 until it is set.</summary>
    /// <exception cref="SocketException">The handshake would fail.</exception>
    public void Check(Boot boot)
    {
        if (Verification == SslVerification.NoVerification)
            return;
        var facts = Authority is not null ? CertificateFacts.Parse(Authority.GetRawCertData()!) : CertificateStore.Of(boot).Authority;
        var now = boot.Board.Clock.UtcNow;
        if (facts is null || now < facts.NotBefore || now > facts.NotAfter)
            throw new SocketException(SocketError.ConnectionAborted);
    }
}
