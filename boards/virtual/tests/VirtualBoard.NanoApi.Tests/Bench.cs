using System.Runtime.ExceptionServices;
using VirtualBoard.Boards;

namespace VirtualBoard.NanoApi.Tests;

/// <summary>A simulated lab with one board whose firmware is a test's body.</summary>
internal sealed class Bench : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    private ExceptionDispatchInfo? _failure;

    public Bench(ulong seed = 1)
    {
        Lab = new Lab(new LabOptions { Seed = seed });
        var file = Path.Combine(AppContext.BaseDirectory, "boards", "esp32-devkitc-v4", "board.json");
        Board = Lab.AddBoard(BoardDefinition.Load(file), new BoardOptions { Name = "dut" });
    }

    public Lab Lab { get; }

    public Board Board { get; }

    public TimeSpan Now => Lab.Now;

    public string Console => string.Join('\n', Board.Console.Lines.Select(l => l.Text));

    /// <summary>Runs a body on a board of its own.</summary>
    public static void Run(Action body)
    {
        using var bench = new Bench();
        bench.Boot(body);
    }

    /// <summary>Runs a body on a board of its own and gives what it returns.</summary>
    public static T Run<T>(Func<T> body)
    {
        var result = default(T);
        Run(() =>
        {
            result = body();
        });
        return result!;
    }

    /// <summary>Runs a body as the firmware of the board's next boot, to its end.</summary>
    public void Boot(Action body)
    {
        var ended = false;
        Load(_ =>
        {
            body();
            ended = true;
        });
        Board.PowerOff();
        Board.PowerOn();
        Until(() => ended);
    }

    /// <summary>Puts firmware on the board; what it throws, but for the loss of power, fails the test.</summary>
    public void Load(Action<Boot> body) => Board.Load(new BodyFirmware(boot =>
    {
        try
        {
            body(boot);
        }
        catch (Exception e) when (e is not PowerOffException)
        {
            _failure ??= ExceptionDispatchInfo.Capture(e);
        }
    }));

    /// <summary>Runs the lab until a condition holds.</summary>
    public void Until(Func<bool> condition)
    {
        var met = Lab.RunUntil(() => _failure is not null || condition(), Patience);
        _failure?.Throw();
        Assert.True(met, $"Not after {Patience}. The console says:\n{Console}");
    }

    public void Dispose() => Lab.Dispose();

    private sealed class BodyFirmware(Action<Boot> body) : IFirmware
    {
        public string Name => "test";

        public void Run(Boot boot) => body(boot);
    }
}
