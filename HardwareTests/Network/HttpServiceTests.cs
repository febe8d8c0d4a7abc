using HardwareTests.Support;
using ImpDevice.Link;
using ImpDevice.Networking;
using ImpDevice.Runtime;
using nanoFramework.TestFramework;

namespace HardwareTests.Network;

/// <summary>The link's HTTP against a service that answers, or fails to, in every way; with TLS and without.</summary>
[TestClass]
public class HttpServiceTests
{
    /// <summary>Valid from 2020 to 2050; made for these tests, its key is thrown away.</summary>
    private const string Authority =
        "-----BEGIN CERTIFICATE-----\n" +
        "MIIBLjCB1aADAgECAggsP1jFiyzQAjAKBggqhkjOPQQDAjASMRAwDgYDVQQDEwdu\n" +
        "Zi10ZXN0MCAXDTIwMDEwMTAwMDAwMFoYDzIwNTAwMTAxMDAwMDAwWjASMRAwDgYD\n" +
        "VQQDEwduZi10ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEzJpj3Pk17smr\n" +
        "2NGnpaph6gf/FykvQeYAePWbLRJzM8Ba17xX5Q4357Fnl411s8vMa+sas1Cut7hy\n" +
        "NAjofwG9WaMTMBEwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiAk\n" +
        "eBButBWVvDzGwPBOTNutxI0u0E65OPtz/HloA8GQYAIhANTjIZInSiV9dqpUiJDh\n" +
        "fFhvhgpDoKrP9WWXLvKcfoVV\n" +
        "-----END CERTIFICATE-----\n";

    private const int AnswerMs = 10000;

    private static WifiNetwork _network;

    [Setup]
    public void Connect()
    {
        Air.Needs(Air.Adapter(), TestNetworks.Ssid);
        _network = new WifiNetwork(new BoardClock());
        Assert.IsTrue(_network.Connect(TestNetworks.Ssid, TestNetworks.Password).Ok);
        Assert.IsTrue(Air.WaitForDate(), "the clock was not set");
        if (Plain("/echo", "{}").Failure == LinkFailure.NameNotResolved) Assert.SkipTest("the service " + TestNetworks.Service + " is not here");
    }

    [TestMethod]
    public void Carries_a_body_both_ways()
    {
        TransportReply reply = Plain("/echo", "{\"n\":1}");
        Assert.AreEqual(200, reply.Status);
        Assert.AreEqual("{\"n\":1}", Bytes.Text(reply.Body));
    }

    [TestMethod]
    public void A_service_that_never_answers_is_given_up_in_time()
    {
        BoardClock clock = new BoardClock();
        long started = clock.NowMs;
        Assert.AreEqual(LinkFailure.Timeout, Plain("/never", "{}").Failure);
        long took = clock.NowMs - started;
        Assert.IsTrue(took >= AnswerMs && took < AnswerMs + 5000, "took " + took.ToString() + " ms");
    }

    [TestMethod]
    public void An_answer_that_is_too_large_is_refused()
    {
        Assert.AreEqual(LinkFailure.TooLarge, Plain("/huge", "{}").Failure);
    }

    [TestMethod]
    public void An_empty_answer_is_one()
    {
        TransportReply reply = Plain("/empty", "{}");
        Assert.AreEqual(200, reply.Status);
        Assert.AreEqual(0, reply.Body.Length);
    }

    [TestMethod]
    public void A_service_that_is_unavailable_says_so()
    {
        Assert.AreEqual(503, Plain("/unavailable", "{}").Status);
    }

    [TestMethod]
    public void A_connection_that_breaks_is_lost()
    {
        Assert.AreEqual(LinkFailure.ConnectionLost, Plain("/reset", "{}").Failure);
    }

    [TestMethod]
    public void A_hundred_requests_leave_its_sockets_free()
    {
        for (int i = 0; i < 100; i++)
            Assert.AreEqual(200, Plain("/echo", "{}").Status, "request " + i.ToString());
    }

    [TestMethod]
    public void Tls_with_an_authority_carries_a_body()
    {
        TransportReply reply = Post("https://", Authority, "/echo", "{}");
        if (reply.Failure == LinkFailure.ConnectFailed) Assert.SkipTest("the service " + TestNetworks.Service + " has no TLS here: " + reply.Detail);
        Assert.AreEqual(200, reply.Status, reply.Detail);
    }

    [TestMethod]
    public void Tls_without_an_authority_is_refused()
    {
        Assert.IsNotNull(Post("https://", null, "/echo", "{}").Failure);
    }

    [TestMethod]
    public void Tls_with_the_wrong_date_is_refused()
    {
        System.DateTime now = System.DateTime.UtcNow;
        Assert.IsTrue(nanoFramework.Runtime.Native.Rtc.SetSystemTime(new System.DateTime(2001, 1, 1)));
        try
        {
            Assert.IsNotNull(Post("https://", Authority, "/echo", "{}").Failure);
        }
        finally
        {
            nanoFramework.Runtime.Native.Rtc.SetSystemTime(now);
        }
    }

    [Cleanup]
    public void Leave()
    {
        _network.Disconnect();
    }

    private static TransportReply Plain(string path, string body)
    {
        return Post("http://", null, path, body);
    }

    private static TransportReply Post(string scheme, string authority, string path, string body)
    {
        HttpLinkTransport transport = new HttpLinkTransport(scheme + TestNetworks.Service, authority, new BoardClock());
        return transport.Post(path, "-", "1", "00", Bytes.Of(body), AnswerMs);
    }
}
