using HardwareTests.Support;
using ImpDevice.Link;
using nanoFramework.TestFramework;

namespace HardwareTests.Link;

/// <summary>One request and its answer.</summary>
[TestClass]
public class LinkChannelTests
{
    private static readonly byte[] Body = Bytes.Of("{}");

    [TestMethod]
    public void Gives_the_answer()
    {
        LinkBench bench = new LinkBench();
        bench.Gateway.Answers("poll", Answer.Ok("{\"messages\":[1]}"));
        LinkReply reply = bench.Channel.Exchange("poll", "s", Body, 1000);
        Assert.IsTrue(reply.Ok);
        Assert.IsTrue(reply.Response.Contains("messages"));
    }

    [TestMethod]
    public void Counts_each_verb_by_itself_from_one()
    {
        LinkBench bench = new LinkBench();
        bench.Channel.Exchange("bless", "s", Body, 1000);
        bench.Channel.Exchange("bless", "s", Body, 1000);
        bench.Channel.Exchange("enroll", "s", Body, 1000);
        Assert.AreEqual(1L, bench.Gateway.Calls("bless")[0].Counter);
        Assert.AreEqual(2L, bench.Gateway.Calls("bless")[1].Counter);
        Assert.AreEqual(1L, bench.Gateway.Calls("enroll")[0].Counter);
    }

    [TestMethod]
    public void Counts_a_request_that_failed()
    {
        LinkBench bench = new LinkBench();
        bench.Gateway.Answers("bless", Answer.Fails(LinkFailure.Timeout));
        bench.Channel.Exchange("bless", "s", Body, 1000);
        bench.Channel.Exchange("bless", "s", Body, 1000);
        Assert.AreEqual(2L, bench.Gateway.Calls("bless")[1].Counter);
    }

    [TestMethod]
    public void Starts_hello_above_earlier_boots()
    {
        LinkBench bench = new LinkBench();
        bench.Channel.HelloCounterAtLeast(3000);
        bench.Channel.Exchange("hello", "-", Body, 1000);
        Assert.AreEqual(3001L, bench.Gateway.Calls("hello")[0].Counter);
    }

    [TestMethod]
    public void Takes_over_the_counter_of_a_409_and_repeats()
    {
        LinkBench bench = new LinkBench();
        bench.Gateway.Answers("bless", Answer.Refused(409, "{\"error\":\"replayed\",\"counter\":41}"));
        Assert.IsTrue(bench.Channel.Exchange("bless", "s", Body, 1000).Ok);
        Assert.AreEqual(42L, bench.Gateway.Calls("bless")[1].Counter);
    }

    [TestMethod]
    public void Never_counts_backwards()
    {
        LinkBench bench = new LinkBench();
        bench.Channel.Exchange("bless", "s", Body, 1000);
        bench.Channel.Exchange("bless", "s", Body, 1000);
        bench.Gateway.Answers("bless", Answer.Refused(409, "{\"error\":\"replayed\",\"counter\":1}"));
        bench.Channel.Exchange("bless", "s", Body, 1000);
        Assert.AreEqual(4L, bench.Gateway.Calls("bless")[3].Counter);
    }

    [TestMethod]
    public void Gives_up_after_three_409()
    {
        LinkBench bench = new LinkBench();
        for (int i = 0; i < 4; i++) bench.Gateway.Answers("bless", Answer.Refused(409, "{\"error\":\"replayed\",\"counter\":41}"));
        LinkReply reply = bench.Channel.Exchange("bless", "s", Body, 1000);
        Assert.AreEqual(LinkFailure.Replayed, reply.Failure);
        Assert.AreEqual("the counter was refused 3 times", reply.Detail);
        Assert.AreEqual(3, bench.Gateway.Calls("bless").Length);
    }

    [TestMethod]
    [DataRow(400, "malformed")]
    [DataRow(410, "session-unknown")]
    [DataRow(413, "too-large")]
    [DataRow(503, "unavailable")]
    [DataRow(500, "http-500")]
    [DataRow(302, "http-302")]
    public void Translates_the_status(int status, string failure)
    {
        LinkBench bench = new LinkBench();
        bench.Gateway.Answers("bless", Answer.Refused(status, "{\"error\":\"x\",\"message\":\"in words\"}"));
        LinkReply reply = bench.Channel.Exchange("bless", "s", Body, 1000);
        Assert.AreEqual(failure, reply.Failure);
        Assert.AreEqual("in words", reply.Detail);
        Assert.IsNull(reply.Response);
    }

    [TestMethod]
    [DataRow(401, "key-refused", null)]
    [DataRow(404, "http-404", "is this the gateway's address?")]
    [DataRow(405, "http-405", "is this the gateway's address?")]
    [DataRow(200, "bad-signature", "status 200")]
    [DataRow(410, "bad-signature", "status 410")]
    [DataRow(502, "bad-signature", "status 502")]
    public void Believes_nothing_that_is_not_signed(int status, string failure, string detail)
    {
        LinkBench bench = new LinkBench();
        bench.Gateway.Answers("bless", Answer.Bare(status, Bytes.Of("{\"signature\":\"\",\"response\":{\"error\":\"key-refused\"}}")));
        LinkReply reply = bench.Channel.Exchange("bless", "s", Body, 1000);
        Assert.AreEqual(failure, reply.Failure);
        Assert.AreEqual(detail, reply.Detail);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("{")]
    [DataRow("<html><body>Bad gateway, and more than enough of it to be longer than an envelope is at the least</body></html>")]
    public void Takes_malformed_bodies_as_not_from_the_gateway(string body)
    {
        LinkBench bench = new LinkBench();
        bench.Gateway.Answers("bless", Answer.Bare(200, Bytes.Of(body)));
        Assert.AreEqual(LinkFailure.BadSignature, bench.Channel.Exchange("bless", "s", Body, 1000).Failure);
    }

    [TestMethod]
    public void Refuses_a_forged_answer()
    {
        LinkBench bench = new LinkBench();
        bench.Gateway.Answers("bless", Answer.ForgedWith("{\"blessed\":true}"));
        Assert.AreEqual(LinkFailure.BadSignature, bench.Channel.Exchange("bless", "s", Body, 1000).Failure);
    }

    [TestMethod]
    public void Refuses_the_answer_to_another_request()
    {
        LinkBench bench = new LinkBench();
        bench.Gateway.Answers("bless", Answer.Replayed("{\"blessed\":true}"));
        Assert.AreEqual(LinkFailure.BadSignature, bench.Channel.Exchange("bless", "s", Body, 1000).Failure);
    }

    [TestMethod]
    public void A_forged_409_does_not_move_the_counter()
    {
        LinkBench bench = new LinkBench();
        byte[] forged = Bytes.Of("{\"signature\":\"" + new string('0', 64) + "\",\"response\":{\"error\":\"replayed\",\"counter\":99}}");
        bench.Gateway.Answers("bless", Answer.Bare(409, forged));
        bench.Channel.Exchange("bless", "s", Body, 1000);
        bench.Channel.Exchange("bless", "s", Body, 1000);
        Assert.AreEqual(2L, bench.Gateway.Calls("bless")[1].Counter);
    }

    [TestMethod]
    [DataRow("timeout")]
    [DataRow("connect-failed")]
    [DataRow("name-not-resolved")]
    [DataRow("connection-lost")]
    [DataRow("too-large")]
    public void Passes_failures_of_the_transport_on(string failure)
    {
        LinkBench bench = new LinkBench();
        bench.Gateway.Answers("bless", Answer.Fails(failure));
        LinkReply reply = bench.Channel.Exchange("bless", "s", Body, 1000);
        Assert.AreEqual(failure, reply.Failure);
        Assert.AreEqual(1, bench.Gateway.Calls("bless").Length);
    }

    [TestMethod]
    public void Reads_an_answer_of_a_hundred_kilobytes()
    {
#if NANO_V2
        Assert.SkipTest("version 2 of nanoFramework does not tell whether there is enough memory for it");
#else
        if (nanoFramework.Runtime.Native.GC.Run(true) < 600 * 1024) Assert.SkipTest("not enough memory for it on this board");
#endif
        LinkBench bench = new LinkBench();
        bench.Gateway.Answers("poll", Answer.Ok("{\"messages\":\"" + new string('x', 100 * 1024) + "\"}"));
        LinkReply reply = bench.Channel.Exchange("poll", "s", Body, 1000);
        Assert.AreEqual(100 * 1024, ((string)reply.Response["messages"]).Length);
    }
}
