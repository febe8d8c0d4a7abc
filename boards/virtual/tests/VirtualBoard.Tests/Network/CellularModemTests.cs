using VirtualBoard.Boards;
using VirtualBoard.Network;

namespace VirtualBoard.Tests.Network;

public sealed class CellularModemTests : IDisposable
{
    private readonly Lab _lab = new(new LabOptions { Seed = 1 });
    private readonly Board _board;

    public CellularModemTests()
    {
        var definition = BoardDefinition.Load(Path.Combine(AppContext.BaseDirectory, "boards", "lilygo-t-a7670x", "board.json"));
        _board = _lab.AddBoard(definition, new BoardOptions { Name = "dut" });
        _board.Load(new DelegateFirmware(_ => BoardThread.Current!.Sleep(TimeSpan.FromHours(1))));
    }

    private CellularModem Modem => _board.Cellular!;

    [Fact]
    public void It_registers_and_gets_an_address_and_the_time_once_firmware_runs()
    {
        Assert.Null(_board.Ethernet);
        _board.PowerOn();
        Assert.True(_lab.RunUntil(() => Modem.HasInternet, TimeSpan.FromSeconds(13)));
        Assert.True(_lab.Now > TimeSpan.FromSeconds(4), $"{_lab.Now}");
        Assert.Equal("100.64.0.10", Modem.Address!.ToString());
        Assert.Same(Modem, _board.Route);
        _lab.RunFor(TimeSpan.FromSeconds(1));
        Assert.Equal(2026, _board.Clock.UtcNow.Year);
    }

    [Fact]
    public void Without_a_card_or_coverage_there_is_no_link_and_it_comes_with_them()
    {
        Modem.HasSim = false;
        Modem.HasCoverage = false;
        _board.PowerOn();
        _lab.RunFor(TimeSpan.FromMinutes(1));
        Assert.False(Modem.IsUp);
        Modem.HasSim = true;
        _lab.RunFor(TimeSpan.FromMinutes(1));
        Assert.False(Modem.IsUp);
        Modem.HasCoverage = true;
        Assert.True(_lab.RunUntil(() => Modem.Address is not null, TimeSpan.FromSeconds(12)));
        Modem.HasCoverage = false;
        Assert.Equal((false, null), (Modem.IsUp, Modem.Address));
        Modem.HasCoverage = true;
        Assert.True(_lab.RunUntil(() => Modem.Address is not null, TimeSpan.FromSeconds(12)));
    }

    [Fact]
    public void A_power_cut_ends_registration_and_the_next_boot_starts_it_anew()
    {
        _board.PowerOn();
        _lab.RunFor(TimeSpan.FromSeconds(2));
        _board.PowerOff();
        _lab.RunFor(TimeSpan.FromMinutes(1));
        Assert.False(Modem.IsUp);
        _board.PowerOn();
        Assert.True(_lab.RunUntil(() => Modem.Address is not null, TimeSpan.FromSeconds(13)));
    }

    public void Dispose() => _lab.Dispose();
}
