using System.Collections;
using HardwareTests.Support;
using ImpDevice.Link;
using nanoFramework.TestFramework;

namespace HardwareTests.Link;

/// <summary>The protocol, step by step.</summary>
[TestClass]
public class LinkClientTests
{
    [TestMethod]
    public void Hello_says_who_the_device_is()
    {
        LinkBench bench = new LinkBench();
        Assert.IsTrue(bench.Client.Greet(null).Ok);
        LinkCall hello = bench.Gateway.Calls("hello")[0];
        Assert.AreEqual("-", hello.Session);
        Hashtable body = hello.Body;
        Assert.AreEqual("010203040506", (string)body["mac"]);
        Assert.AreEqual(3, (int)body["boot"]);
        Assert.AreEqual("factory", (string)body["program"]);
        Assert.AreEqual("1.0.0", (string)body["firmware"]);
        Assert.AreEqual("some-board", (string)body["board"]);
        Assert.AreEqual("", (string)body["resume"]);
        Assert.AreEqual(ScriptedGateway.Session, bench.Client.Session);
        Assert.AreEqual(1, bench.Listener.Greetings);
    }

    [TestMethod]
    public void Hello_brings_time_poll_and_parameters()
    {
        LinkBench bench = new LinkBench();
        bench.Gateway.Answers("hello", Answer.Ok(
            "{\"session\":\"s1\",\"resumed\":false,\"time\":1767225600,\"poll_s\":7,\"configparams\":{\"factory_imp_device_id\":\"f\"}}"));
        bench.Client.Greet(null);
        HelloAnswer hello = bench.Listener.LastHello;
        Assert.AreEqual(1767225600L, hello.UnixTime);
        Assert.AreEqual(7, hello.PollSeconds);
        Assert.AreEqual("f", (string)hello.ConfigParams["factory_imp_device_id"]);
    }

    [TestMethod]
    [DataRow("{\"session\":\"s\"}", 25)]
    [DataRow("{\"session\":\"s\",\"poll_s\":0}", 25)]
    [DataRow("{\"session\":\"s\",\"poll_s\":-5}", 25)]
    [DataRow("{\"session\":\"s\",\"poll_s\":100000}", 25)]
    [DataRow("{\"session\":\"s\",\"poll_s\":\"7\"}", 25)]
    [DataRow("{\"session\":\"s\",\"poll_s\":121}", 25)]
    [DataRow("{\"session\":\"s\",\"poll_s\":1}", 1)]
    [DataRow("{\"session\":\"s\",\"poll_s\":120}", 120)]
    public void Hello_keeps_the_wait_of_polls_within_bounds(string answer, int seconds)
    {
        LinkBench bench = new LinkBench();
        bench.Gateway.Answers("hello", Answer.Ok(answer));
        bench.Client.Greet(null);
        Assert.AreEqual(seconds, bench.Listener.LastHello.PollSeconds);
        Assert.AreEqual(0L, bench.Listener.LastHello.UnixTime);
    }

    [TestMethod]
    [DataRow("{}")]
    [DataRow("{\"session\":\"\"}")]
    [DataRow("{\"session\":5}")]
    public void Hello_without_a_session_is_a_failure(string answer)
    {
        LinkBench bench = new LinkBench();
        bench.Gateway.Answers("hello", Answer.Ok(answer));
        LinkReply reply = bench.Client.Greet(null);
        Assert.AreEqual(LinkFailure.Malformed, reply.Failure);
        Assert.AreEqual("hello was answered without a session", reply.Detail);
        Assert.IsNull(bench.Client.Session);
        Assert.AreEqual(0, bench.Listener.Greetings);
    }

    [TestMethod]
    public void Hello_is_not_said_twice_for_the_same_loss()
    {
        LinkBench bench = Greeted();
        Assert.IsTrue(bench.Client.Greet("an older session").Ok);
        Assert.AreEqual(1, bench.Gateway.Calls("hello").Length);
    }

    [TestMethod]
    public void Hello_asks_to_resume()
    {
        LinkBench bench = Greeted();
        bench.Client.Greet(ScriptedGateway.Session);
        Assert.AreEqual(ScriptedGateway.Session, (string)bench.Gateway.Calls("hello")[1].Body["resume"]);
    }

    [TestMethod]
    public void Nothing_works_before_hello()
    {
        LinkBench bench = new LinkBench();
        Assert.AreEqual(LinkFailure.NoSession, bench.Client.Call("bless", new Hashtable()).Failure);
        Assert.AreEqual(LinkFailure.NoSession, bench.Client.Poll(true).Failure.Failure);
        bench.Queue("a");
        bench.Client.Deliver();
        Assert.AreEqual(0, bench.Gateway.Calls("send").Length);
    }

    [TestMethod]
    public void Delivers_in_order_and_forgets_what_was_acknowledged()
    {
        LinkBench bench = Greeted();
        bench.Queue("a");
        bench.Queue("b");
        Assert.IsTrue(bench.Client.Deliver().Ok);
        Assert.AreEqual("1a,2b", LinkBench.Numbered(bench.Gateway.Calls("send")[0]));
        Assert.AreEqual(0, bench.Outgoing.Count);
        bench.Queue("c");
        bench.Client.Deliver();
        Assert.AreEqual("3c", LinkBench.Numbered(bench.Gateway.Calls("send")[1]));
    }

    [TestMethod]
    public void Repeats_messages_whose_answer_was_lost()
    {
        LinkBench bench = Greeted();
        bench.Gateway.Answers("send", Answer.Fails(LinkFailure.Timeout));
        bench.Queue("a");
        Assert.AreEqual(LinkFailure.Timeout, bench.Client.Deliver().Failure);
        bench.Queue("b");
        Assert.IsTrue(bench.Client.Deliver().Ok);
        Assert.AreEqual("1a,2b", LinkBench.Numbered(bench.Gateway.Calls("send")[1]));
    }

    [TestMethod]
    public void Repeats_what_the_gateway_did_not_take()
    {
        LinkBench bench = Greeted();
        bench.Gateway.Answers("send", Answer.Ok("{\"ack\":1}"));
        bench.Queue("a");
        bench.Queue("b");
        Assert.IsTrue(bench.Client.Deliver().Ok);
        Assert.IsTrue(bench.Client.Deliver().Ok);
        Assert.AreEqual("2b", LinkBench.Numbered(bench.Gateway.Calls("send")[1]));
    }

    [TestMethod]
    [DataRow("{\"ack\":0}")]
    [DataRow("{}")]
    [DataRow("{\"ack\":\"1\"}")]
    public void A_gateway_that_takes_nothing_is_a_failure(string answer)
    {
        LinkBench bench = Greeted();
        bench.Gateway.Answers("send", Answer.Ok(answer));
        bench.Queue("a");
        LinkReply reply = bench.Client.Deliver();
        Assert.AreEqual(LinkFailure.NotTaken, reply.Failure);
        Assert.AreEqual("acknowledged up to 0", reply.Detail);
        Assert.AreEqual(1, bench.Outgoing.Count);
    }

    [TestMethod]
    public void Waits_twenty_seconds_for_an_answer_and_ten_longer_than_a_poll_is_held()
    {
        LinkBench bench = Greeted();
        bench.Queue("a");
        bench.Client.Deliver();
        bench.Client.Call("bless", new Hashtable());
        bench.Client.Poll(false);
        bench.Gateway.Answers("poll", Answer.Ok("{\"messages\":[]}"));
        bench.Client.Poll(true);
        Assert.AreEqual(20000, bench.Gateway.Calls("hello")[0].TimeoutMs);
        Assert.AreEqual(20000, bench.Gateway.Calls("send")[0].TimeoutMs);
        Assert.AreEqual(20000, bench.Gateway.Calls("bless")[0].TimeoutMs);
        Assert.AreEqual(10000, bench.Gateway.Calls("poll")[0].TimeoutMs);
        Assert.AreEqual(35000, bench.Gateway.Calls("poll")[1].TimeoutMs);
    }

    [TestMethod]
    public void A_gateway_that_acknowledges_too_much_is_not_believed()
    {
        LinkBench bench = Greeted();
        bench.Gateway.Answers("send", Answer.Ok("{\"ack\":1000}"));
        bench.Queue("a");
        bench.Client.Deliver();
        bench.Queue("b");
        bench.Client.Deliver();
        Assert.AreEqual("2b", LinkBench.Numbered(bench.Gateway.Calls("send")[1]));
    }

    [TestMethod]
    [DataRow(400)]
    [DataRow(413)]
    public void Gives_a_message_up_that_the_gateway_will_never_take(int status)
    {
        LinkBench bench = Greeted();
        bench.Gateway.Answers("send", Answer.Refused(status, "{\"error\":\"x\"}"));
        bench.Queue("bad");
        bench.Queue("good");
        Assert.IsFalse(bench.Client.Deliver().Ok);
        bench.Client.Deliver();
        Assert.AreEqual("1good", LinkBench.Numbered(bench.Gateway.Calls("send")[1]));
    }

    [TestMethod]
    public void Keeps_a_message_that_the_gateway_cannot_take_now()
    {
        LinkBench bench = Greeted();
        bench.Gateway.Answers("send", Answer.Refused(503, "{\"error\":\"unavailable\"}"));
        bench.Queue("a");
        Assert.AreEqual(LinkFailure.Unavailable, bench.Client.Deliver().Failure);
        Assert.AreEqual(1, bench.Outgoing.Count);
    }

    [TestMethod]
    public void Says_hello_again_when_the_session_is_unknown_and_renumbers()
    {
        LinkBench bench = Greeted();
        bench.Queue("a");
        bench.Client.Deliver();
        bench.Gateway.Answers("send", Answer.Refused(410, "{\"error\":\"session-unknown\"}"));
        bench.Gateway.Answers("hello", Answer.Ok("{\"session\":\"b2\",\"resumed\":false}"));
        bench.Queue("b");
        Assert.IsTrue(bench.Client.Deliver().Ok);
        LinkCall[] sends = bench.Gateway.Calls("send");
        Assert.AreEqual("2b", LinkBench.Numbered(sends[1]));
        Assert.AreEqual("1b", LinkBench.Numbered(sends[2]));
        Assert.AreEqual("b2", sends[2].Session);
    }

    [TestMethod]
    public void Goes_on_numbering_when_the_session_is_resumed()
    {
        LinkBench bench = Greeted();
        bench.Queue("a");
        bench.Client.Deliver();
        bench.Gateway.Answers("send", Answer.Refused(410, "{\"error\":\"session-unknown\"}"));
        bench.Gateway.Answers("hello", Answer.Ok("{\"session\":\"b2\",\"resumed\":true}"));
        bench.Queue("b");
        Assert.IsTrue(bench.Client.Deliver().Ok);
        Assert.AreEqual("2b", LinkBench.Numbered(bench.Gateway.Calls("send")[2]));
    }

    [TestMethod]
    public void Calls_again_in_the_new_session()
    {
        LinkBench bench = Greeted();
        bench.Gateway.Answers("bless", Answer.Refused(410, "{\"error\":\"session-unknown\"}"));
        bench.Gateway.Answers("hello", Answer.Ok("{\"session\":\"b2\",\"resumed\":false}"));
        LinkReply reply = bench.Client.Call("bless", new Hashtable());
        Assert.IsTrue((bool)reply.Response["blessed"]);
        Assert.AreEqual("b2", bench.Gateway.Calls("bless")[1].Session);
        Assert.AreEqual(20000, bench.Gateway.Calls("bless")[1].TimeoutMs);
    }

    [TestMethod]
    public void Says_why_when_hello_fails_too()
    {
        LinkBench bench = Greeted();
        bench.Gateway.Answers("bless", Answer.Refused(410, "{\"error\":\"session-unknown\"}"));
        bench.Gateway.Answers("hello", Answer.Fails(LinkFailure.ConnectFailed));
        Assert.AreEqual(LinkFailure.ConnectFailed, bench.Client.Call("bless", new Hashtable()).Failure);
    }

    private static LinkBench Greeted()
    {
        LinkBench bench = new LinkBench();
        bench.Client.Greet(null);
        return bench;
    }
}
