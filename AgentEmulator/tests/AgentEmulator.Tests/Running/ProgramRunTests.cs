using AgentEmulator.Boards;
using AgentEmulator.Running;
using VirtualBoard;

namespace AgentEmulator.Tests.Running;

public sealed class ProgramRunTests
{
    [Fact]
    public void An_exception_that_ends_Main_is_the_fault_of_the_run()
    {
        var report = Run(boot => throw new InvalidOperationException("on purpose"));

        Assert.Equal((ProgramEnd.Ended, "System.InvalidOperationException: on purpose", 1), (report.End, report.Fault, report.Boots));
        Assert.Contains(report.Console, line => line.Contains("++++ Exception System.InvalidOperationException in thread main", StringComparison.Ordinal));
    }

    [Fact]
    public void An_exception_in_an_earlier_boot_or_another_thread_is_not()
    {
        var report = Run(boot =>
        {
            if (boot.Number == 1)
                boot.Board.Reset(ResetReason.Panic);
            boot.StartThread("other", () => throw new InvalidOperationException("on purpose"));
        });

        Assert.Equal((ProgramEnd.Ended, null, 2), (report.End, report.Fault, report.Boots));
        Assert.Equal(["Panic"], report.Resets);
    }

    [Fact]
    public void Wires_are_driven_when_it_is_asked_for()
    {
        var levels = new List<(double At, int Pin, bool Level)>();
        var options = Options() with
        {
            Pins = [new PinInput(4, true, TimeSpan.FromSeconds(2)), new PinInput(4, null, TimeSpan.FromSeconds(3.5))],
            TimeLimit = TimeSpan.FromSeconds(10),
        };
        using var run = new ProgramRun(options, InstalledFiles.Board(options.Board), new DelegateFirmware(boot => BoardThread.Current!.Sleep(TimeSpan.FromSeconds(8))));
        run.PinChanged += (at, pin, level) => levels.Add((at.TotalSeconds, pin, level));

        run.Run(CancellationToken.None);

        Assert.Equal([(2, 4, true), (3.5, 4, false)], levels);
    }

    [Theory]
    [InlineData("0=low@2.5", 0, false, 2.5)]
    [InlineData("39=high", 39, true, 0)]
    [InlineData("4=open@0", 4, null, 0)]
    public void Wires_are_written_as_text(string text, int pin, bool? level, double seconds) =>
        Assert.Equal(new PinInput(pin, level, TimeSpan.FromSeconds(seconds)), PinInput.TryParse(text));

    [Theory]
    [InlineData("")]
    [InlineData("4")]
    [InlineData("4=on")]
    [InlineData("-4=low")]
    [InlineData("4=low@")]
    [InlineData("4=low@-1")]
    [InlineData("4=low@NaN")]
    [InlineData("4=low@1@2")]
    [InlineData("4=low=high")]
    [InlineData("99999999999=low")]
    public void What_is_no_wire_is_none(string text) => Assert.Null(PinInput.TryParse(text));

    private static ProgramReport Run(Action<Boot> main)
    {
        var options = Options();
        using var run = new ProgramRun(options, InstalledFiles.Board(options.Board), new DelegateFirmware(main));
        return run.Run(CancellationToken.None);
    }

    private static ProgramOptions Options() => new() { Program = "test.dll", Board = "esp32-devkitc-v4", Networks = [] };

    private sealed class DelegateFirmware(Action<Boot> main) : IFirmware
    {
        public string Name => "test";

        public void Run(Boot boot) => main(boot);
    }
}
