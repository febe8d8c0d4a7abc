namespace VirtualBoard.Tests.Scheduling;

public sealed class LabTests
{
    [Fact]
    public void Events_fire_by_due_time_and_then_in_the_order_they_were_made()
    {
        using var lab = new Lab(new LabOptions());
        var fired = new List<string>();
        lab.Schedule(TimeSpan.FromSeconds(2), () => fired.Add("late"));
        lab.Schedule(TimeSpan.FromSeconds(1), () => fired.Add("first"));
        lab.Schedule(TimeSpan.FromSeconds(1), () => fired.Add("second"));
        lab.RunFor(TimeSpan.FromSeconds(5));
        Assert.Equal(["first", "second", "late"], fired);
        Assert.Equal(TimeSpan.FromSeconds(5), lab.Now);
    }

    [Fact]
    public void A_cancelled_event_does_not_fire_and_does_not_hold_the_clock()
    {
        using var lab = new Lab(new LabOptions());
        var fired = false;
        var entry = lab.Schedule(TimeSpan.FromSeconds(1), () => fired = true);
        entry.Cancel();
        lab.RunFor(TimeSpan.FromSeconds(2));
        Assert.False(fired);
    }

    [Fact]
    public void A_thirty_day_sleep_takes_lab_time_only()
    {
        using var test = new TestLab();
        var woke = TimeSpan.Zero;
        test.Run(
            boot =>
            {
                var before = boot.Board.Lab.Now;
                BoardThread.Current!.Sleep(TimeSpan.FromDays(30));
                woke = boot.Board.Lab.Now - before;
            },
            TimeSpan.FromDays(31));
        Assert.Equal(TimeSpan.FromDays(30), woke);
    }

    [Fact]
    public void Threads_of_two_boards_take_turns_in_one_fixed_order()
    {
        Assert.Equal(Trace(), Trace());

        static List<string> Trace()
        {
            using var test = new TestLab(7);
            var trace = new List<string>();
            foreach (var name in new[] { "a", "b" })
            {
                test.AddBoard(
                    boot =>
                    {
                        for (var i = 0; i < 5; i++)
                        {
                            var number = i;
                            boot.StartThread($"t{number}", () =>
                            {
                                BoardThread.Current!.Sleep(TimeSpan.FromMilliseconds(boot.Board.Random($"t{number}").Next(50)));
                                trace.Add($"{boot.Board.Lab.Now.Ticks} {name}{number}");
                            });
                        }
                    },
                    name).PowerOn();
            }

            test.Lab.RunFor(TimeSpan.FromSeconds(5));
            Assert.Equal(10, trace.Count);
            return trace;
        }
    }

    [Fact]
    public void A_wake_up_before_the_park_is_remembered_once()
    {
        using var test = new TestLab();
        test.Run(_ =>
        {
            var self = BoardThread.Current!;
            self.Wake();
            self.Wake();
            Assert.True(self.Park(TimeSpan.FromSeconds(1)));
            Assert.False(self.Park(TimeSpan.FromSeconds(1)));
        });
    }

    [Fact]
    public void A_sleep_is_not_cut_short_by_a_wake_up_and_keeps_it_for_later()
    {
        using var test = new TestLab();
        test.Run(boot =>
        {
            var self = BoardThread.Current!;
            var lab = boot.Board.Lab;
            var from = lab.Now;
            lab.After(TimeSpan.FromMilliseconds(10), self.Wake);
            self.Sleep(TimeSpan.FromSeconds(1));
            Assert.Equal(TimeSpan.FromSeconds(1), lab.Now - from);
            Assert.True(self.Park(TimeSpan.Zero));
        });
    }

    [Fact]
    public void Power_off_unwinds_parked_threads_and_nothing_they_try_has_an_effect()
    {
        using var test = new TestLab();
        var afterDeath = 0;
        var refused = 0;
        var board = test.AddBoard(boot =>
        {
            boot.StartThread("worker", () =>
            {
                try
                {
                    BoardThread.Current!.Park(null);
                    afterDeath++;
                }
                finally
                {
                    try
                    {
                        boot.StartThread("zombie", () => afterDeath++);
                    }
                    catch (PowerOffException)
                    {
                        refused++;
                    }
                }
            });
            BoardThread.Current!.Park(null);
            afterDeath++;
        });
        board.PowerOn();
        test.Lab.RunFor(TimeSpan.FromSeconds(2));
        board.PowerOff();
        test.Lab.RunFor(TimeSpan.FromSeconds(2));
        Assert.Equal((0, 1), (afterDeath, refused));
    }

    [Fact]
    public void A_reset_begins_a_new_boot_with_its_reason_and_fresh_singletons()
    {
        using var test = new TestLab();
        var seen = new List<(int Number, ResetReason Reason, int Counter)>();
        var board = test.AddBoard(boot =>
        {
            var counter = boot.Get(_ => new Counter());
            counter.Value++;
            seen.Add((boot.Number, boot.Reason, counter.Value));
            if (boot.Number < 3)
            {
                boot.Board.Reset(ResetReason.Software);
                boot.ThrowIfDead();
            }
        });
        board.PowerOn();
        test.Lab.RunFor(TimeSpan.FromSeconds(10));
        Assert.Equal([(1, ResetReason.PowerOn, 1), (2, ResetReason.Software, 1), (3, ResetReason.Software, 1)], seen);
    }

    [Fact]
    public void The_clock_starts_at_1970_survives_a_reset_and_not_a_power_cut()
    {
        using var test = new TestLab();
        var years = new List<int>();
        var board = test.AddBoard(boot =>
        {
            years.Add(boot.Board.Clock.UtcNow.Year);
            boot.Board.Clock.Set(boot.Board.Lab.UtcNow);
            if (boot.Number == 1)
                boot.Board.Reset(ResetReason.Software);
        });
        board.PowerOn();
        test.Lab.RunFor(TimeSpan.FromSeconds(5));
        board.PowerCycle(TimeSpan.FromSeconds(1));
        test.Lab.RunFor(TimeSpan.FromSeconds(5));
        Assert.Equal([1970, 2026, 1970], years);
    }

    [Fact]
    public void An_exception_that_leaves_firmware_ends_its_thread_alone()
    {
        using var test = new TestLab();
        var went = false;
        var board = test.AddBoard(boot =>
        {
            boot.StartThread("other", () =>
            {
                BoardThread.Current!.Sleep(TimeSpan.FromSeconds(1));
                went = true;
            });
            throw new InvalidOperationException("firmware bug");
        });
        board.PowerOn();
        test.Lab.RunFor(TimeSpan.FromSeconds(5));
        Assert.True(went);
        Assert.Contains(board.Console.Lines, line => line.Text.Contains("firmware bug", StringComparison.Ordinal));
    }

    [Fact]
    public void An_exception_in_an_event_of_the_lab_reaches_whoever_drives_it()
    {
        using var lab = new Lab(new LabOptions());
        lab.Schedule(TimeSpan.FromSeconds(1), () => throw new InvalidOperationException("host bug"));
        var e = Assert.Throws<InvalidOperationException>(() => lab.RunFor(TimeSpan.FromSeconds(2)));
        Assert.Equal("host bug", e.Message);
    }

    [Fact]
    public void Timers_of_the_labs_time_provider_fire_in_lab_time_and_repeat()
    {
        using var lab = new Lab(new LabOptions());
        var fired = new List<TimeSpan>();
        using (lab.TimeProvider.CreateTimer(_ => fired.Add(lab.Now), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)))
            lab.RunFor(TimeSpan.FromSeconds(6));
        lab.RunFor(TimeSpan.FromSeconds(6));
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5)], fired);
    }

    [Fact]
    public void A_live_lab_takes_its_time_from_the_clock_and_what_is_posted_from_outside()
    {
        using var lab = new Lab(new LabOptions { LiveSpeed = 1_000 });
        var order = new List<string>();
        lab.After(TimeSpan.FromSeconds(20), () => order.Add("event"));
        var outside = new Thread(() => lab.Post(() => order.Add("posted")));
        outside.Start();
        outside.Join();
        Assert.True(lab.RunUntil(() => order.Count == 2, TimeSpan.FromMinutes(10)));
        Assert.Equal(["posted", "event"], order);
        Assert.True(lab.Now >= TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void While_a_native_call_occupies_the_processor_no_other_thread_of_the_board_runs()
    {
        using var test = new TestLab();
        var ticks = new List<TimeSpan>();
        test.Run(boot =>
        {
            boot.StartThread("ticker", () =>
            {
                for (var i = 0; i < 20; i++)
                {
                    BoardThread.Current!.Sleep(TimeSpan.FromMilliseconds(10));
                    ticks.Add(boot.Uptime);
                }
            });
            var self = BoardThread.Current!;
            self.Sleep(TimeSpan.FromMilliseconds(55));
            var from = boot.Uptime;
            self.Occupy(TimeSpan.FromMilliseconds(45));
            var to = boot.Uptime;
            self.Sleep(TimeSpan.FromSeconds(1));
            Assert.Equal(20, ticks.Count);
            Assert.DoesNotContain(ticks, t => t > from && t < to);
        });
    }

    [Fact]
    public void A_board_thread_cannot_be_parked_by_another()
    {
        using var test = new TestLab();
        test.Run(boot =>
        {
            var main = BoardThread.Current!;
            var thrown = false;
            boot.StartThread("other", () => thrown = Record.Exception(() => main.Park(null)) is InvalidOperationException);
            main.Sleep(TimeSpan.FromSeconds(1));
            Assert.True(thrown);
        });
    }

    private sealed class Counter
    {
        public int Value { get; set; }
    }
}
