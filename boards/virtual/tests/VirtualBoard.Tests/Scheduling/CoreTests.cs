namespace VirtualBoard.Tests.Scheduling;

/// <summary>Labs that run beside each other are told which core to stay on.</summary>
public sealed class CoreTests
{
    [Fact]
    public void All_threads_of_a_lab_stay_on_one_core()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the system decides.");
        Assert.Single(CoresOf(0));
    }

    [Fact]
    public void Labs_with_different_numbers_are_on_different_cores()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.ProcessorCount > 1, "There is one core, or the system decides.");
        Assert.Equal(2, CoresOf(0).Union(CoresOf(1)).Count());
    }

    [Fact]
    public void Numbers_go_round()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the system decides.");
        Assert.Equal(CoresOf(1), CoresOf(1 + (1000 * Environment.ProcessorCount)));
    }

    [Fact]
    public void A_negative_number_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lab(new LabOptions { Core = -1 }));

    private static List<int> CoresOf(int number)
    {
        using var lab = new Lab(new LabOptions { Core = number });
        var cores = new HashSet<int>();
        for (var i = 0; i < 8; i++)
        {
            var board = lab.AddBoard(TestLab.Definition, new BoardOptions { Name = $"board-{i}" });
            board.Load(new DelegateFirmware(boot =>
            {
                for (var turn = 0; turn < 20; turn++)
                {
                    cores.Add(Thread.GetCurrentProcessorId());
                    BoardThread.Current!.Sleep(TimeSpan.FromMilliseconds(1));
                }
            }));
            board.PowerOn();
        }

        lab.RunFor(TimeSpan.FromSeconds(2));
        return [.. cores.Order()];
    }
}
