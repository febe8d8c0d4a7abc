using System;
using HardwareTests.Support;
using ImpDevice.Link;
using ImpDevice.Networking;
using ImpDevice.Runtime;
using nanoFramework.TestFramework;

namespace HardwareTests.Network;

/// <summary>The link's HTTP over the real network stack: every way to fail is a result within its time.</summary>
[TestClass]
public class HttpTransportTests
{
    private const string Nowhere = "http://nowhere.invalid";
    private const int AnswerMs = 10000;

    private static WifiNetwork _network;

    [Setup]
    public void FindNetworks()
    {
        Air.Needs(Air.Adapter(), TestNetworks.Ssid);
        _network = new WifiNetwork(new BoardClock());
    }

    [TestMethod]
    public void A_name_that_nobody_knows()
    {
        Assert.IsTrue(_network.Connect(TestNetworks.Ssid, TestNetworks.Password).Ok);
        Assert.AreEqual(LinkFailure.NameNotResolved, Post(Nowhere).Failure);
    }

    [TestMethod]
    public void A_network_without_internet()
    {
        Air.Needs(Air.Adapter(), TestNetworks.NoInternetSsid);
        Assert.IsTrue(_network.Connect(TestNetworks.NoInternetSsid, TestNetworks.Password).Ok);
        Assert.AreEqual(LinkFailure.NameNotResolved, Post(Nowhere).Failure);
    }

    [TestMethod]
    public void No_network_at_all()
    {
        _network.Disconnect();
        Assert.IsNotNull(Post(Nowhere).Failure);
    }

    [TestMethod]
    public void A_hundred_failures_leave_its_sockets_free()
    {
        Assert.IsTrue(_network.Connect(TestNetworks.Ssid, TestNetworks.Password).Ok);
        for (int i = 0; i < 100; i++)
            Assert.AreEqual(LinkFailure.NameNotResolved, Post(Nowhere).Failure, "request " + i.ToString());
    }

    [Cleanup]
    public void Leave()
    {
        _network.Disconnect();
    }

    private static TransportReply Post(string origin)
    {
        long started = Environment.TickCount64;
        HttpLinkTransport transport = new HttpLinkTransport(origin, null, new BoardClock());
        TransportReply reply = transport.Post("/x", "-", "1", "00", Bytes.Of("{}"), AnswerMs);
        Assert.IsTrue(Environment.TickCount64 - started < 60000);
        return reply;
    }
}
