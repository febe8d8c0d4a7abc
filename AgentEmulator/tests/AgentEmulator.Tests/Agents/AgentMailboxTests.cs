using AgentEmulator.Agents;

namespace AgentEmulator.Tests.Agents;

public sealed class AgentMailboxTests
{
    [Fact]
    public void Callback_that_posts_is_finished_before_what_it_posted_runs()
    {
        var trace = new List<string>();
        var mailbox = new AgentMailbox(10, e => throw e);
        mailbox.Post(() =>
        {
            trace.Add("a begins");
            mailbox.Post(() => trace.Add("b"));
            mailbox.Run();
            trace.Add("a ends");
        });
        Assert.Equal(["a begins", "a ends", "b"], trace);
    }

    [Fact]
    public void Long_chain_of_posts_does_not_deepen_the_stack()
    {
        var mailbox = new AgentMailbox(10, e => throw e);
        var count = 0;
        void Next()
        {
            if (++count < 100_000)
                mailbox.Post(Next);
        }

        mailbox.Post(Next);
        Assert.Equal(100_000, count);
    }

    [Fact]
    public void Failed_callback_is_told_and_the_next_one_runs()
    {
        var failures = new List<string>();
        var ran = false;
        var mailbox = new AgentMailbox(10, e => failures.Add(e.Message));
        mailbox.TryEnqueue(() => throw new InvalidOperationException("broken"));
        mailbox.TryEnqueue(() => ran = true);
        mailbox.Run();
        Assert.Equal(["broken"], failures);
        Assert.True(ran);
    }

    [Fact]
    public void Capacity_bounds_what_is_enqueued_but_not_what_is_posted()
    {
        var mailbox = new AgentMailbox(1, e => throw e);
        var count = 0;
        Assert.True(mailbox.TryEnqueue(() => count++));
        Assert.False(mailbox.TryEnqueue(() => count++));
        mailbox.Post(() => count++);
        Assert.Equal(2, count);
    }

    [Fact]
    public void Closed_mailbox_runs_nothing()
    {
        var mailbox = new AgentMailbox(10, e => throw e);
        mailbox.TryEnqueue(() => Assert.Fail("ran"));
        mailbox.Close();
        mailbox.Post(() => Assert.Fail("ran"));
        mailbox.Run();
    }

    [Fact]
    public void Threads_that_post_at_once_never_run_two_callbacks_together()
    {
        const int posts = 20_000;
        var mailbox = new AgentMailbox(posts, e => throw e);
        var inside = 0;
        var overlaps = 0;
        var count = 0;
        void Callback()
        {
            if (Interlocked.Increment(ref inside) != 1)
                Interlocked.Increment(ref overlaps);
            count++;
            Interlocked.Decrement(ref inside);
        }

        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < posts / 4; i++)
                mailbox.Post(Callback);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        mailbox.Run();
        Assert.Equal((0, posts), (overlaps, count));
    }
}
