using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using VirtualBoard;
using VirtualBoard.NanoApi;

namespace System.Net.Security;

/// <summary>Stands in for nanoFramework's TLS over a socket.</summary>
/// <remarks>
/// Differs from hardware: TLS is checked, not spoken. A handshake fails where one on hardware would for want of an authority to trust, of a
/// clock that is set, or of a server's certificate; what is then sent goes over the wire as it is, so the other side must be a board or a
/// service of the lab.
/// </remarks>
public class SslStream : NetworkStream
{
    private bool _isAuthenticated;

    public SslStream(Socket socket)
        : base(socket, false)
    {
        if (_socketType != (int)SocketType.Stream)
            throw new NotSupportedException();
    }

    public SslVerification SslVerification { get; set; } = SslVerification.CertificateRequired;

    /// <summary>Whether the certificate stored on the device is used. A virtual board has none: a server that asks for it is refused.</summary>
    public bool UseStoredDeviceCertificate { get; set; }

    public bool IsServer { get; private set; }

    public override long Length => _disposed ? throw new ObjectDisposedException() : base.Length;

    public override bool DataAvailable => Length > 0;

    public void AuthenticateAsClient(string targetHost, SslProtocols enabledSslProtocols) =>
        AuthenticateAsClient(targetHost, null, null, enabledSslProtocols);

    public void AuthenticateAsClient(string targetHost, X509Certificate? clientCertificate, SslProtocols enabledSslProtocols) =>
        AuthenticateAsClient(targetHost, clientCertificate, null, enabledSslProtocols);

    /// <exception cref="SocketException">ConnectionAborted: there is nobody to trust.</exception>
    public void AuthenticateAsClient(string targetHost, X509Certificate? clientCertificate, X509Certificate? ca, SslProtocols enabledSslProtocols)
    {
        var boot = Begin(isServer: false);
        new TlsOptions(ca, SslVerification).Check(boot);
        _isAuthenticated = true;
    }

    public void AuthenticateAsServer(X509Certificate serverCertificate, SslProtocols enabledSslProtocols)
    {
        Begin(isServer: true);
        if (serverCertificate is null)
            throw new SocketException(SocketError.ConnectionAborted);
        _isAuthenticated = true;
    }

    public void AuthenticateAsServer(X509Certificate serverCertificate, bool clientCertificateRequired, SslProtocols enabledSslProtocols)
    {
        SslVerification = clientCertificateRequired ? SslVerification.VerifyClientOnce : SslVerification.NoVerification;
        AuthenticateAsServer(serverCertificate, enabledSslProtocols);
    }

    public override int Read(byte[] buffer, int offset, int size)
    {
        CheckAuthenticated();
        return base.Read(buffer, offset, size);
    }

    public override void Write(byte[] buffer, int offset, int size)
    {
        CheckAuthenticated();
        base.Write(buffer, offset, size);
    }

    /// <summary>Closes the socket as well, whoever owns it: as on hardware the TLS session takes it along.</summary>
    protected override void Dispose(bool disposing)
    {
        if (_disposed)
            return;
        _disposed = true;
        Socket.Close();
    }

    private Boot Begin(bool isServer)
    {
        if (_isAuthenticated)
            throw new InvalidOperationException();
        IsServer = isServer;
        return Machine.Act();
    }

    private void CheckAuthenticated()
    {
        if (!_disposed && !_isAuthenticated)
            throw new SocketException(SocketError.NotConnected);
    }
}
