extern alias nanoapi;

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Http = nanoapi::System.Net.Http;
using NanoNet = nanoapi::System.Net;
using Security = nanoapi::System.Net.Security;
using SocketException = nanoapi::System.Net.Sockets.SocketException;
using X509 = nanoapi::System.Security.Cryptography.X509Certificates;

namespace VirtualBoard.NanoApi.Tests.Net;

public sealed class TlsAndNamesTests
{
    private const string Address = "https://gateway.test/";
    private static readonly string Valid = Authority(2020, 2040);

    [Fact]
    public void Https_wants_an_authority_that_is_valid_by_the_boards_clock()
    {
        using var test = new NetLab();
        test.RunOnline(boot =>
        {
            Assert.Throws<Http.HttpRequestException>(() => new Http.HttpClient().Get(Address));
            Assert.Throws<SocketException>(() => new Http.HttpClient().Post(Address, new Http.StringContent("x")));
            Assert.Throws<Http.HttpRequestException>(() => Client(Authority(2010, 2020)).Get(Address));
            Client(Valid).Get(Address).Dispose();
            new Http.HttpClient { SslVerification = Security.SslVerification.NoVerification }.Get(Address).Dispose();

            boot.Board.Clock.Set(DateTimeOffset.UnixEpoch);
            Assert.Throws<Http.HttpRequestException>(() => Client(Valid).Get(Address));
            Assert.Equal(0, boot.Board.Web.OpenSockets);
        });
        Assert.Equal(2, test.Service.Seen.Count);
    }

    [Fact]
    public void A_stored_bundle_is_trusted_after_a_power_cycle()
    {
        using var test = new NetLab();
        test.Run(_ => Assert.True(Security.CertificateManager.AddCaCertificateBundle([new X509.X509Certificate(Valid)])));
        test.Board.PowerOff();
        test.RunClient(client => client.Get(Address).Dispose());
    }

    [Fact]
    public void A_certificate_tells_what_it_is_and_anything_else_is_refused()
    {
        using var test = new NetLab();
        test.Run(_ =>
        {
            var certificate = new X509.X509Certificate2(Valid, "key", "");
            Assert.Equal(("CN=lab", "CN=lab"), (certificate.Subject, certificate.Issuer));
            Assert.Equal((2020, 2040), (certificate.NotBefore.Year, certificate.NotAfter.Year));
            Assert.True(certificate.HasPrivateKey);
            Assert.Equal(0, certificate.RawData![^1]);
            Assert.Throws<ArgumentException>(() => new X509.X509Certificate("no certificate"));
        });
    }

    [Fact]
    public void Names_resolve_where_there_is_internet()
    {
        using var test = new NetLab();
        test.Run(_ =>
        {
            Assert.Throws<SocketException>(() => NanoNet.Dns.GetHostEntry("gateway.test"));
            NetLab.GoOnline();
            var entry = NanoNet.Dns.GetHostEntry("gateway.test");
            Assert.Equal(entry.AddressList![0], NanoNet.Dns.GetHostEntry("GATEWAY.test").AddressList![0]);
            Assert.Equal("10.1.2.3", NanoNet.Dns.GetHostEntry("10.1.2.3").AddressList![0].ToString());
            Assert.Throws<SocketException>(() => NanoNet.Dns.GetHostEntry("nobody.test"));
        });
    }

    [Fact]
    public void Resolving_in_vain_stops_every_thread()
    {
        using var test = new NetLab();
        test.AccessPoint.HasInternet = false;
        test.RunOnline(boot =>
        {
            var beats = 0;
            boot.StartThread("beat", () =>
            {
                for (; ; beats++)
                    NetLab.Sleep(1);
            });
            NetLab.Sleep(0.5);
            Assert.Throws<SocketException>(() => NanoNet.Dns.GetHostEntry("gateway.test"));
            Assert.Equal(0, beats);
        });
    }

    [Fact]
    public void Addresses_are_read_written_and_compared()
    {
        var address = NanoNet.IPAddress.Parse("192.168.1.2");
        Assert.Equal([192, 168, 1, 2], address.GetAddressBytes());
        Assert.Equal("192.168.1.2", new NanoNet.IPAddress(0x0201A8C0).ToString());
        Assert.True(address == new NanoNet.IPAddress([192, 168, 1, 2]));
        Assert.Equal("::1", NanoNet.IPAddress.IPv6Loopback.ToString());
        Assert.Equal(address, address.MapToIPv6().MapToIPv4());
        Assert.True(address.MapToIPv6().IsIPv4MappedToIPv6);
        Assert.Equal("192.168.1.2:80", new NanoNet.IPEndPoint(address, 80).ToString());
        Assert.Throws<ArgumentException>(() => NanoNet.IPAddress.Parse("1.2.3"));
        Assert.Throws<SocketException>(() => NanoNet.IPAddress.IPv6Any.ScopeId = 3);
        Assert.Throws<ArgumentOutOfRangeException>(() => new NanoNet.IPEndPoint(address, 65_536));
    }

    private static Http.HttpClient Client(string authority) => new() { HttpsAuthentCert = new X509.X509Certificate(authority) };

    private static string Authority(int from, int to)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=lab", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(new(from, 6, 1, 0, 0, 0, TimeSpan.Zero), new(to, 6, 1, 0, 0, 0, TimeSpan.Zero));
        return certificate.ExportCertificatePem();
    }
}
