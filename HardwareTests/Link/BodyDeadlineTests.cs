using System.IO;
using System.Net.Http;
using System.Threading;
using HardwareTests.Support;
using ImpDevice.Link;
using nanoFramework.TestFramework;

namespace HardwareTests.Link;

/// <summary>The time limit of an answer's body, which HttpClient has not.</summary>
[TestClass]
public class BodyDeadlineTests
{
    private const int LimitMs = 500;

    [TestMethod]
    public void Closes_an_answer_whose_body_takes_too_long()
    {
        TracedContent body = new TracedContent();
        using (new BodyDeadline(new HttpResponseMessage { Content = body }, LimitMs))
        {
            Thread.Sleep(LimitMs / 2);
            Assert.IsFalse(body.IsClosed, "closed before its time");
            Assert.IsTrue(TestTime.Until(() => body.IsClosed, LimitMs), "not closed in time");
        }
    }

    [TestMethod]
    public void Leaves_an_answer_alone_that_was_read_in_time()
    {
        TracedContent body = new TracedContent();
        new BodyDeadline(new HttpResponseMessage { Content = body }, LimitMs).Dispose();
        Thread.Sleep(2 * LimitMs);
        Assert.IsFalse(body.IsClosed);
    }

    /// <summary>A body that tells whether it was closed.</summary>
    private sealed class TracedContent : HttpContent
    {
        internal bool IsClosed { get; private set; }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override void SerializeToStream(Stream stream)
        {
        }

        protected override void Dispose(bool disposing)
        {
            IsClosed = true;
            base.Dispose(disposing);
        }
    }
}
