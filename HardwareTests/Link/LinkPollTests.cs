using System.Collections;
using HardwareTests.Support;
using ImpDevice.Link;
using nanoFramework.TestFramework;

namespace HardwareTests.Link;

/// <summary>Messages from the gateway: each once, in order.</summary>
[TestClass]
public class LinkPollTests
{
    [TestMethod]
    public void Takes_messages_in_order_and_acknowledges_the_last()
    {
        LinkBench bench = Greeted();
        Assert.AreEqual("a,b", Poll(bench, Agent(1, "a") + "," + Agent(2, "b")));
        Assert.AreEqual(0, (int)bench.Gateway.Calls("poll")[0].Body["ack"]);
        Poll(bench, "");
        Assert.AreEqual(2, (int)bench.Gateway.Calls("poll")[1].Body["ack"]);
    }

    [TestMethod]
    public void Ignores_what_comes_again()
    {
        LinkBench bench = Greeted();
        Poll(bench, Agent(1, "a") + "," + Agent(2, "b"));
        Assert.AreEqual("a,b,c", Poll(bench, Agent(1, "a") + "," + Agent(2, "b") + "," + Agent(3, "c")));
    }

    [TestMethod]
    public void Ignores_a_duplicate_within_one_answer()
    {
        LinkBench bench = Greeted();
        Assert.AreEqual("a,b", Poll(bench, Agent(1, "a") + "," + Agent(1, "a") + "," + Agent(2, "b")));
    }

    [TestMethod]
    public void Waits_for_a_message_that_is_missing()
    {
        LinkBench bench = Greeted();
        Assert.AreEqual("a", Poll(bench, Agent(1, "a") + "," + Agent(3, "c")));
        Assert.AreEqual("a,b,c", Poll(bench, Agent(2, "b") + "," + Agent(3, "c")));
    }

    [TestMethod]
    public void Takes_nothing_out_of_order()
    {
        LinkBench bench = Greeted();
        Assert.AreEqual("", Poll(bench, Agent(2, "b") + "," + Agent(1, "a")));
        Assert.AreEqual("a", Poll(bench, Agent(1, "a")));
    }

    [TestMethod]
    [DataRow("5")]
    [DataRow("null")]
    [DataRow("{}")]
    [DataRow("{\"n\":\"1\",\"type\":\"agent\"}")]
    [DataRow("{\"n\":-1,\"type\":\"agent\"}")]
    public void Ignores_a_message_that_is_none(string message)
    {
        LinkBench bench = Greeted();
        Assert.AreEqual("a", Poll(bench, message + "," + Agent(1, "a")));
    }

    [TestMethod]
    public void Passes_over_a_type_it_does_not_know()
    {
        LinkBench bench = Greeted();
        Assert.AreEqual("b", Poll(bench, "{\"n\":1,\"type\":\"from-the-future\"}," + Agent(2, "b")));
    }

    [TestMethod]
    public void Hands_the_data_over()
    {
        LinkBench bench = Greeted();
        Poll(bench, "{\"n\":1,\"type\":\"agent\",\"name\":\"a\",\"data\":{\"x\":[1,2]}}");
        Assert.AreEqual(2, ((ArrayList)((Hashtable)bench.Listener.LastData)["x"]).Count);
        Poll(bench, "{\"n\":2,\"type\":\"agent\",\"name\":\"b\"}");
        Assert.IsNull(bench.Listener.LastData);
    }

    [TestMethod]
    public void Takes_a_message_without_a_name_as_one_with_an_empty_name()
    {
        LinkBench bench = Greeted();
        Assert.AreEqual("a,,c", Poll(bench, Agent(1, "a") + ",{\"n\":2,\"type\":\"agent\"}," + Agent(3, "c")));
    }

    [TestMethod]
    public void Leaves_what_the_listener_has_no_room_for_to_be_repeated()
    {
        LinkBench bench = Greeted();
        bench.Listener.Room = 1;
        bench.Gateway.Answers("poll", Answer.Ok("{\"messages\":[" + Agent(1, "a") + "," + Agent(2, "b") + "]}"));
        PollOutcome outcome = bench.Client.Poll(true);
        Assert.IsTrue(outcome.Full);
        bench.Listener.Room = 10;
        Assert.AreEqual("a,b", Poll(bench, Agent(2, "b")));
    }

    [TestMethod]
    public void Tells_of_an_application_and_of_a_restart()
    {
        LinkBench bench = Greeted();
        bench.Gateway.Answers("poll", Answer.Ok("{\"messages\":[{\"n\":1,\"type\":\"application\"},{\"n\":2,\"type\":\"restart\"}]}"));
        PollOutcome outcome = bench.Client.Poll(true);
        Assert.IsTrue(outcome.ApplicationDeployed);
        Assert.IsTrue(outcome.RestartRequested);
    }

    [TestMethod]
    [DataRow("{}")]
    [DataRow("{\"messages\":null}")]
    [DataRow("{\"messages\":{}}")]
    public void Takes_an_answer_without_messages_as_an_empty_one(string answer)
    {
        LinkBench bench = Greeted();
        bench.Gateway.Answers("poll", Answer.Ok(answer));
        Assert.IsNull(bench.Client.Poll(true).Failure);
    }

    [TestMethod]
    public void Asks_for_the_wait_that_hello_gave()
    {
        LinkBench bench = Greeted();
        Poll(bench, "");
        Assert.AreEqual(25, (int)bench.Gateway.Calls("poll")[0].Body["wait_s"]);
        bench.Client.Poll(false);
        Assert.AreEqual(0, (int)bench.Gateway.Calls("poll")[1].Body["wait_s"]);
    }

    [TestMethod]
    public void Starts_from_one_in_a_new_session()
    {
        LinkBench bench = Greeted();
        Poll(bench, Agent(1, "a"));
        bench.Gateway.Answers("poll", Answer.Refused(410, "{\"error\":\"session-unknown\"}"));
        bench.Gateway.Answers("hello", Answer.Ok("{\"session\":\"b2\",\"resumed\":false}"));
        bench.Client.Poll(true);
        Assert.AreEqual("a,other", Poll(bench, Agent(1, "other")));
        LinkCall[] polls = bench.Gateway.Calls("poll");
        Assert.AreEqual("b2", polls[2].Session);
        Assert.AreEqual(0, (int)polls[2].Body["ack"]);
    }

    [TestMethod]
    public void Goes_on_in_a_resumed_session()
    {
        LinkBench bench = Greeted();
        Poll(bench, Agent(1, "a"));
        bench.Gateway.Answers("poll", Answer.Refused(410, "{\"error\":\"session-unknown\"}"));
        bench.Gateway.Answers("hello", Answer.Ok("{\"session\":\"b2\",\"resumed\":true}"));
        bench.Client.Poll(true);
        Assert.AreEqual("a,b", Poll(bench, Agent(1, "a") + "," + Agent(2, "b")));
    }

    [TestMethod]
    public void A_session_that_the_gateway_calls_resumed_at_the_first_hello_starts_from_one()
    {
        LinkBench bench = new LinkBench();
        bench.Gateway.Answers("hello", Answer.Ok("{\"session\":\"b2\",\"resumed\":true}"));
        bench.Client.Greet(null);
        Assert.AreEqual("a", Poll(bench, Agent(1, "a")));
    }

    private static LinkBench Greeted()
    {
        LinkBench bench = new LinkBench();
        bench.Client.Greet(null);
        return bench;
    }

    /// <summary>Polls once, answered with these messages; gives the names of all agent messages so far.</summary>
    private static string Poll(LinkBench bench, string messages)
    {
        bench.Gateway.Answers("poll", Answer.Ok("{\"messages\":[" + messages + "]}"));
        Assert.IsNull(bench.Client.Poll(true).Failure);
        return bench.Listener.Names;
    }

    private static string Agent(int number, string name)
    {
        return "{\"n\":" + number.ToString() + ",\"type\":\"agent\",\"name\":\"" + name + "\",\"data\":null}";
    }
}
