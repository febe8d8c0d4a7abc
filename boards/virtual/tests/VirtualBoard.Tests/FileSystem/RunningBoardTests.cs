using VirtualBoard.FileSystem;

namespace VirtualBoard.Tests.FileSystem;

/// <summary>The file system on a running board, where flash operations take board time.</summary>
public sealed class RunningBoardTests
{
    private static readonly string[] Names = ["a", "b", "c"];
    private static readonly int[] Lengths = [600, 9_000];

    [Fact]
    public void Writing_takes_the_time_that_the_chip_takes()
    {
        using var test = new TestLab();
        var took = TimeSpan.Zero;
        test.Run(boot =>
        {
            boot.Board.Files.WriteAllBytes(@"I:\a", [1]);
            var before = boot.Board.Lab.Now;
            boot.Board.Files.WriteAllBytes(@"I:\big", VolumeRig.Bytes(8_192, 1));
            took = boot.Board.Lab.Now - before;
        });
        // Two sectors erased and 32 pages programmed, then the directory.
        Assert.InRange(took, TimeSpan.FromMilliseconds(90 + 22), TimeSpan.FromMilliseconds(90 + 22 + 50));
    }

    [Fact]
    public void Threads_of_a_board_write_one_after_the_other()
    {
        using var test = new TestLab();
        var order = new List<string>();
        var board = test.Run(boot =>
        {
            foreach (var name in Names)
            {
                boot.StartThread(name, () =>
                {
                    boot.Board.Files.WriteAllBytes($@"I:\{name}", VolumeRig.Bytes(9_000, name[0]));
                    order.Add(name);
                });
            }

            while (order.Count < 3)
                BoardThread.Current!.Sleep(TimeSpan.FromMilliseconds(10));
            foreach (var name in order)
                Assert.Equal(VolumeRig.Bytes(9_000, name[0]), boot.Board.Files.ReadAllBytes($@"I:\{name}"));
        });
        Assert.Equal(Names, order);
        Assert.Equal(0, board.Flash.ImpossibleProgramCount);
        Assert.DoesNotContain(board.Console.Lines, line => line.Text.Contains("Exception", StringComparison.Ordinal));
    }

    [Fact]
    public void Host_code_in_the_middle_of_a_write_can_look_names_up_and_nothing_else()
    {
        using var test = new TestLab();
        Exception? refused = null;
        var length = -1;
        test.Run(boot =>
        {
            var files = boot.Board.Files;
            files.WriteAllBytes(@"I:\a", [1]);
            boot.Board.Lab.Schedule(boot.Board.Lab.Now + TimeSpan.FromMilliseconds(10), () =>
            {
                length = files.GetInfo(@"I:\a")!.Length;
                refused = Record.Exception(() => files.WriteAllBytes(@"I:\b", [2]));
            });
            files.WriteAllBytes(@"I:\a", VolumeRig.Bytes(9_000, 1));
            Assert.Equal(VolumeRig.Bytes(9_000, 1), files.ReadAllBytes(@"I:\a"));
            Assert.False(files.FileExists(@"I:\b"));
        });
        Assert.Equal(1, length);
        Assert.Contains("The volume is in use", Assert.IsType<InvalidOperationException>(refused).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_power_cut_at_any_time_leaves_the_old_or_the_new()
    {
        var (old, changed, torn) = (0, 0, 0);
        for (ulong seed = 0; seed < 60; seed++)
        {
            using var test = new TestLab(seed);
            var content = 0;
            var ends = false;
            var board = test.AddBoard(boot =>
            {
                var files = boot.Board.Files;
                if (files.FileExists(@"I:\a"))
                {
                    Assert.False(files.FormattedOnMount);
                    content = files.ReadAllBytes(@"I:\a").Length;
                    ends = true;
                    return;
                }

                files.WriteAllBytes(@"I:\a", VolumeRig.Bytes(600, 1));
                boot.Board.Lab.Schedule(
                    boot.Board.Lab.Now + test.Lab.Random("cut").Next(TimeSpan.Zero, TimeSpan.FromMilliseconds(250)),
                    () =>
                    {
                        torn += boot.Board.Files.OpenFiles;
                        boot.Board.PowerCycle(TimeSpan.FromSeconds(1));
                    });
                files.WriteAllBytes(@"I:\a", VolumeRig.Bytes(9_000, 2));
                while (true)
                    BoardThread.Current!.Sleep(TimeSpan.FromSeconds(1));
            });
            board.PowerOn();
            Assert.True(test.Lab.RunUntil(() => ends, TimeSpan.FromMinutes(1)), string.Join('\n', board.Console.Lines));
            Assert.Contains(content, Lengths);
            old += content == 600 ? 1 : 0;
            changed += content == 9_000 ? 1 : 0;
        }

        Assert.True(old > 5 && changed > 5 && torn > 5, $"{old} old, {changed} new, {torn} torn");
    }

    [Fact]
    public void A_reset_in_the_middle_of_a_write_lets_the_next_boot_mount()
    {
        using var test = new TestLab();
        var boots = 0;
        var board = test.AddBoard(boot =>
        {
            boots++;
            if (boot.Number == 1)
            {
                boot.Board.Files.WriteAllBytes(@"I:\a", [1]);
                boot.Board.Lab.Schedule(
                    boot.Board.Lab.Now + TimeSpan.FromMilliseconds(10), () => boot.Board.Reset(ResetReason.Software));
                boot.Board.Files.WriteAllBytes(@"I:\a", VolumeRig.Bytes(9_000, 2));
            }
            else
            {
                Assert.Equal([1], boot.Board.Files.ReadAllBytes(@"I:\a"));
                boots++;
            }
        });
        board.PowerOn();
        Assert.True(test.Lab.RunUntil(() => boots == 3, TimeSpan.FromMinutes(1)), string.Join('\n', board.Console.Lines));
    }
}
