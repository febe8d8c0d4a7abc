using VirtualBoard.Boards;

namespace VirtualBoard.Tests;

/// <summary>A simulated lab with one ESP32-DevKitC on the desk.</summary>
internal sealed class TestLab : IDisposable
{
    public TestLab(ulong seed = 1) => Lab = new Lab(new LabOptions { Seed = seed });

    public Lab Lab { get; }

    public static BoardDefinition Definition { get; } =
        BoardDefinition.Load(Path.Combine(AppContext.BaseDirectory, "boards", "esp32-devkitc-v4", "board.json"));

    public Board AddBoard(Action<Boot> firmware, string name = "dut")
    {
        var board = Lab.AddBoard(Definition, new BoardOptions { Name = name });
        board.Load(new DelegateFirmware(firmware));
        return board;
    }

    /// <summary>Boots a board with a body and runs the lab until the body has ended.</summary>
    public Board Run(Action<Boot> body, TimeSpan? limit = null)
    {
        var ended = false;
        var board = AddBoard(boot =>
        {
            body(boot);
            ended = true;
        });
        board.PowerOn();
        Assert.True(Lab.RunUntil(() => ended, limit ?? TimeSpan.FromMinutes(10)), "the firmware did not end: " + string.Join('\n', board.Console.Lines));
        return board;
    }

    public void Dispose() => Lab.Dispose();
}
