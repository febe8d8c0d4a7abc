using System;
using System.Net;
using System.Net.Sockets;
using HardwareTests.Support;
using ImpDevice.Link;
using ImpDevice.Runtime;
using nanoFramework.TestFramework;

namespace HardwareTests.Link;

/// <summary>The link's HTTP, byte for byte, against a server on the board itself.</summary>
[TestClass]
public class HttpExchangeTests
{
    private const int AnswerMs = 4000;

    /// <summary>What a thread that is not the test's may take for something that is done at once.</summary>
    private const int AtOnceMs = 2000;

    [TestMethod]
    public void A_request_has_session_counter_signature_and_body()
    {
        LoopbackServer server = LoopbackServer.Answering(200, 2);
        Assert.AreEqual(200, Post(server).Status);
        string request = server.Request;
        Assert.StartsWith("POST /device/v1/x/poll HTTP/1.1\r\n", request);
        Assert.Contains("\r\nImp-Session: some-session\r\n", request);
        Assert.Contains("\r\nImp-Counter: 42\r\n", request);
        Assert.Contains("\r\nImp-Signature: 0123abcd\r\n", request);
        Assert.Contains("\r\nContent-Type: application/json\r\n", request);
        Assert.EndsWith("\r\n\r\n{\"a\":1}", request);
    }

    [TestMethod]
    [DataRow(200)]
    [DataRow(401)]
    [DataRow(503)]
    public void An_answer_has_its_status_and_its_body(int status)
    {
        TransportReply reply = Post(LoopbackServer.Saying("HTTP/1.1 " + status.ToString() + " Said\r\nContent-Length: 7\r\n\r\n{\"b\":2}"));
        Assert.IsNull(reply.Failure, reply.Detail);
        Assert.AreEqual(status, reply.Status);
        Assert.AreEqual("{\"b\":2}", Bytes.Text(reply.Body));
    }

    [TestMethod]
    public void The_largest_answer_that_the_client_can_hold_is_read()
    {
#if NANO_V2
        Assert.SkipTest("version 2 of nanoFramework does not tell whether there is enough memory for it");
#else
        // The client holds it twice while it reads.
        if (nanoFramework.Runtime.Native.GC.Run(true) < 220 * 1024) Assert.SkipTest("not enough memory for it on this board");
#endif
        TransportReply reply = Post(LoopbackServer.Answering(200, 65535));
        Assert.IsNull(reply.Failure, reply.Detail);
        Assert.AreEqual(65535, reply.Body.Length);
    }

    [TestMethod]
    public void A_byte_more_is_refused_with_its_size()
    {
        LoopbackServer server = LoopbackServer.Answering(200, 65536);
        TransportReply reply = Post(server);
        Assert.AreEqual(LinkFailure.TooLarge, reply.Failure);
        Assert.AreEqual("answer of 65536 bytes", reply.Detail);
        Assert.IsTrue(server.ClientLeaves(AtOnceMs), "the connection stays open");
    }

    [TestMethod]
    public void An_answer_that_has_been_read_closes_its_connection()
    {
        LoopbackServer server = LoopbackServer.Answering(200, 2);
        Post(server);
        Assert.IsTrue(server.ClientLeaves(AtOnceMs), "the connection stays open");
    }

    [TestMethod]
    public void A_gateway_that_does_not_answer_is_given_up_after_the_time_limit_and_left()
    {
        LoopbackServer server = LoopbackServer.Saying("");
        long started = Environment.TickCount64;
        TransportReply reply = Post(server);
        long took = Environment.TickCount64 - started;
        Assert.AreEqual(LinkFailure.Timeout, reply.Failure, reply.Detail);
        Assert.IsTrue(took >= AnswerMs && took < AnswerMs + AtOnceMs, "took " + took.ToString() + " ms");
        Assert.IsTrue(server.ClientLeaves(AtOnceMs), "the connection stays open");
    }

    [TestMethod]
    public void A_body_that_stops_in_the_middle_is_given_up()
    {
        LoopbackServer server = LoopbackServer.Saying("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"signature\":");
        long started = Environment.TickCount64;
        TransportReply reply = Post(server);
        long took = Environment.TickCount64 - started;
        Assert.IsNotNull(reply.Failure, "status " + reply.Status.ToString());
        Assert.IsTrue(took < AnswerMs + 20000 + AtOnceMs, "took " + took.ToString() + " ms");
        Assert.IsTrue(server.ClientLeaves(AtOnceMs), "the connection stays open");
    }

    [TestMethod]
    public void A_gateway_that_hangs_up_is_lost_at_once()
    {
        long started = Environment.TickCount64;
        TransportReply reply = Post(LoopbackServer.HangingUp());
        Assert.AreEqual(LinkFailure.ConnectionLost, reply.Failure, reply.Detail);
        Assert.IsTrue(Environment.TickCount64 - started < AtOnceMs);
    }

    [TestMethod]
    public void A_port_that_nobody_listens_at_says_so_and_what_the_client_said()
    {
        TransportReply reply = Post(LoopbackServer.AbandonedOrigin(), new BoardClock());
        Assert.AreEqual(LinkFailure.ConnectFailed, reply.Failure, reply.Detail);
        Assert.AreEqual(0, reply.Status);
        Assert.IsNull(reply.Body);
        Assert.StartsWith("System.Net.WebException: ", reply.Detail);
        Assert.IsTrue(reply.Detail.Length > "System.Net.WebException: ".Length, reply.Detail);
    }

    [TestMethod]
    [DataRow(AnswerMs - 1, "connection-lost")]
    [DataRow(AnswerMs, "timeout")]
    [DataRow(AnswerMs + 1, "timeout")]
    public void A_connection_that_breaks_when_the_time_limit_is_over_is_a_timeout(int tookMs, string failure)
    {
        Assert.AreEqual(failure, Post(LoopbackServer.HangingUp().Origin, new LeapingClock(tookMs)).Failure);
    }

    [TestMethod]
    [DataRow(11000, "connect-failed")]
    [DataRow(11001, "name-not-resolved")]
    [DataRow(11002, "name-not-resolved")]
    [DataRow(11004, "name-not-resolved")]
    [DataRow(11005, "connect-failed")]
    [DataRow(10061, "connect-failed")]
    public void A_connection_that_failed_says_whether_it_was_the_name(int code, string failure)
    {
        SocketException inside = new SocketException((SocketError)code);
        Assert.AreEqual(failure, HttpLinkTransport.FailureOf(new WebException("", inside, WebExceptionStatus.ConnectFailure, null), false));
    }

    [TestMethod]
    public void A_failure_of_the_socket_itself_is_a_lost_connection_or_a_timeout()
    {
        SocketException reset = new SocketException(SocketError.ConnectionReset);
        Assert.AreEqual(LinkFailure.ConnectionLost, HttpLinkTransport.FailureOf(reset, false));
        Assert.AreEqual(LinkFailure.Timeout, HttpLinkTransport.FailureOf(reset, true));
        Assert.AreEqual(LinkFailure.NameNotResolved, HttpLinkTransport.FailureOf(new SocketException(SocketError.HostNotFound), true));
        WebException received = new WebException("", reset, WebExceptionStatus.ReceiveFailure, null);
        Assert.AreEqual(LinkFailure.ConnectionLost, HttpLinkTransport.FailureOf(received, false));
        Assert.AreEqual(LinkFailure.ConnectionLost, HttpLinkTransport.FailureOf(new NullReferenceException(), false));
    }

    private static TransportReply Post(LoopbackServer server)
    {
        return Post(server.Origin, new BoardClock());
    }

    private static TransportReply Post(string origin, IClock clock)
    {
        HttpLinkTransport transport = new HttpLinkTransport(origin, null, clock);
        return transport.Post("/device/v1/x/poll", "some-session", "42", "0123abcd", Bytes.Of("{\"a\":1}"), AnswerMs);
    }

    /// <summary>A clock that stands still but for one leap after it was first read.</summary>
    private sealed class LeapingClock : IClock
    {
        private readonly int _leapMs;
        private bool _read;

        internal LeapingClock(int leapMs)
        {
            _leapMs = leapMs;
        }

        public long NowMs
        {
            get
            {
                long now = _read ? 5000 + _leapMs : 5000;
                _read = true;
                return now;
            }
        }
    }
}
