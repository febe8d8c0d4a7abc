using HardwareTests.Support;
using ImpDevice.Link;
using nanoFramework.TestFramework;

namespace HardwareTests.Link;

[TestClass]
public class OutgoingQueueTests
{
    [TestMethod]
    public void Gives_nothing_without_a_session_or_messages()
    {
        OutgoingQueue queue = new OutgoingQueue();
        Assert.IsNull(queue.Take());
        queue.TryAdd(LinkBench.Message("a"), false);
        Assert.IsNull(queue.Take());
        queue.StartSession("s", false);
        Assert.IsNotNull(queue.Take());
        queue.Acknowledge("s", 1);
        Assert.IsNull(queue.Take());
    }

    [TestMethod]
    public void Numbers_messages_from_one_in_order()
    {
        OutgoingQueue queue = Filled("a", "b", "c");
        OutgoingBatch batch = queue.Take();
        Assert.AreEqual("1a,2b,3c", Numbered(batch));
        Assert.AreEqual(3L, batch.Last);
        Assert.AreEqual("s", batch.Session);
    }

    [TestMethod]
    public void Repeats_what_was_not_acknowledged_under_the_same_numbers()
    {
        OutgoingQueue queue = Filled("a", "b", "c");
        queue.Take();
        Assert.IsTrue(queue.Acknowledge("s", 1));
        Assert.AreEqual("2b,3c", Numbered(queue.Take()));
        Assert.IsFalse(queue.Acknowledge("s", 1));
        Assert.AreEqual(2, queue.Count);
    }

    [TestMethod]
    public void Goes_on_counting_when_a_session_is_resumed()
    {
        OutgoingQueue queue = Filled("a", "b");
        queue.Acknowledge("s", 1);
        queue.StartSession("s", true);
        queue.TryAdd(LinkBench.Message("c"), false);
        Assert.AreEqual("2b,3c", Numbered(queue.Take()));
    }

    [TestMethod]
    public void Renumbers_from_one_in_a_new_session()
    {
        OutgoingQueue queue = Filled("a", "b", "c");
        queue.Acknowledge("s", 1);
        queue.StartSession("t", false);
        OutgoingBatch batch = queue.Take();
        Assert.AreEqual("1b,2c", Numbered(batch));
        Assert.AreEqual("t", batch.Session);
    }

    [TestMethod]
    public void An_acknowledgement_of_an_earlier_session_removes_nothing()
    {
        OutgoingQueue queue = Filled("a", "b");
        queue.StartSession("t", false);
        Assert.IsTrue(queue.Acknowledge("s", 2));
        Assert.AreEqual(2, queue.Count);
    }

    [TestMethod]
    public void An_acknowledgement_of_too_much_removes_what_is_there()
    {
        OutgoingQueue queue = Filled("a", "b");
        Assert.IsTrue(queue.Acknowledge("s", 5));
        Assert.AreEqual(0, queue.Count);
        queue.TryAdd(LinkBench.Message("c"), false);
        Assert.AreEqual("3c", Numbered(queue.Take()));
    }

    [TestMethod]
    public void Dropping_the_oldest_gives_its_number_to_the_next()
    {
        OutgoingQueue queue = Filled("a", "b");
        queue.DropOldest("s");
        Assert.AreEqual("1b", Numbered(queue.Take()));
        queue.DropOldest("another session");
        Assert.AreEqual(1, queue.Count);
        queue.DropOldest("s");
        queue.DropOldest("s");
        Assert.AreEqual(0, queue.Count);
    }

    [TestMethod]
    public void Refuses_the_sixty_fifth_message()
    {
        OutgoingQueue queue = new OutgoingQueue();
        for (int i = 0; i < OutgoingQueue.Capacity; i++) Assert.IsTrue(queue.TryAdd(LinkBench.Message("m"), false));
        Assert.IsFalse(queue.TryAdd(LinkBench.Message("m"), false));
        Assert.AreEqual(64, queue.Count);
    }

    [TestMethod]
    public void Keeps_half_of_its_places_free_of_log_lines()
    {
        OutgoingQueue queue = new OutgoingQueue();
        for (int i = 0; i < OutgoingQueue.LogCapacity; i++) Assert.IsTrue(queue.TryAdd(LinkBench.Message("log"), true));
        Assert.IsFalse(queue.TryAdd(LinkBench.Message("log"), true));
        Assert.IsTrue(queue.TryAdd(LinkBench.Message("m"), false));
    }

    [TestMethod]
    public void Keeps_a_quarter_of_a_megabyte_at_most()
    {
        OutgoingQueue queue = Filled();
        byte[] sixteenth = new byte[OutgoingQueue.MaxBytes / 16];
        for (int i = 0; i < 16; i++) Assert.IsTrue(queue.TryAdd(sixteenth, false), "message " + i.ToString());
        Assert.IsFalse(queue.TryAdd(new byte[1], false));
        queue.Acknowledge("s", 1);
        Assert.IsTrue(queue.TryAdd(sixteenth, false));
        Assert.IsFalse(queue.TryAdd(new byte[1], false));
    }

    [TestMethod]
    public void Sends_many_messages_in_more_than_one_request()
    {
        OutgoingQueue queue = new OutgoingQueue();
        queue.StartSession("s", false);
        string padding = new string('x', 4000);
        for (int i = 0; i < 6; i++) queue.TryAdd(LinkBench.Message(padding), false);
        OutgoingBatch first = queue.Take();
        Assert.IsTrue(first.Last >= 2 && first.Last < 6);
        queue.Acknowledge("s", first.Last);
        OutgoingBatch second = queue.Take();
        Assert.AreEqual(6L, second.Last);
    }

    [TestMethod]
    public void Sends_a_message_that_is_larger_than_a_request_should_be_alone()
    {
        OutgoingQueue queue = new OutgoingQueue();
        queue.StartSession("s", false);
        queue.TryAdd(LinkBench.Message(new string('x', 20000)), false);
        queue.TryAdd(LinkBench.Message("small"), false);
        Assert.AreEqual(1L, queue.Take().Last);
    }

    [TestMethod]
    public void Counts_what_came_and_what_left()
    {
        OutgoingQueue queue = Filled("a", "b", "c");
        Assert.AreEqual(3L, queue.Added);
        Assert.AreEqual(0L, queue.Removed);
        queue.Acknowledge("s", 2);
        Assert.AreEqual(2L, queue.Removed);
    }

    private static OutgoingQueue Filled(params string[] names)
    {
        OutgoingQueue queue = new OutgoingQueue();
        queue.StartSession("s", false);
        for (int i = 0; i < names.Length; i++) queue.TryAdd(LinkBench.Message(names[i]), false);
        return queue;
    }

    private static string Numbered(OutgoingBatch batch)
    {
        return LinkBench.Numbered(new LinkCall("send", batch.Session, 1, batch.Body, 0));
    }
}
