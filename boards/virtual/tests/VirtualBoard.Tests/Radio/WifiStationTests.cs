using VirtualBoard.Radio;

namespace VirtualBoard.Tests.Radio;

public sealed class WifiStationTests
{
    [Fact]
    public void The_right_password_brings_a_link_an_address_and_the_time()
    {
        using var test = new TestLab();
        test.Lab.Air.Add("factory", "correct horse");
        test.Run(boot =>
        {
            Assert.Equal(WifiResult.Success, Connect(boot, "factory", "correct horse"));
            BoardThread.Current!.Sleep(TimeSpan.FromSeconds(3));
            Assert.NotNull(boot.Board.Station.Address);
            Assert.Equal(2026, boot.Board.Clock.UtcNow.Year);
        });
    }

    [Theory]
    [InlineData("factory", "wrong horse", WifiResult.WrongPassword)]
    [InlineData("elsewhere", "correct horse", WifiResult.NotFound)]
    public void What_is_wrong_with_an_attempt_is_told(string ssid, string password, WifiResult expected)
    {
        using var test = new TestLab();
        test.Lab.Air.Add("factory", "correct horse");
        test.Run(boot => Assert.Equal(expected, Connect(boot, ssid, password)));
    }

    [Fact]
    public void An_open_network_takes_any_password()
    {
        using var test = new TestLab();
        test.Lab.Air.Add("guests", "");
        test.Run(boot => Assert.Equal(WifiResult.Success, Connect(boot, "guests", "ignored")));
    }

    [Fact]
    public void Without_dhcp_there_is_a_link_and_no_address()
    {
        using var test = new TestLab();
        test.Lab.Air.Add("factory", "correct horse").HasDhcp = false;
        test.Run(boot =>
        {
            Assert.Equal(WifiResult.Success, Connect(boot, "factory", "correct horse"));
            BoardThread.Current!.Sleep(TimeSpan.FromMinutes(1));
            Assert.Null(boot.Board.Station.Address);
        });
    }

    [Fact]
    public void Too_weak_a_signal_is_not_heard()
    {
        using var test = new TestLab();
        test.Lab.Air.Add("factory", "correct horse").SignalDbm = -95;
        test.Run(boot => Assert.Equal(WifiResult.NotFound, Connect(boot, "factory", "correct horse")));
    }

    [Fact]
    public void A_dropped_link_comes_back_by_itself_and_not_after_disconnect()
    {
        using var test = new TestLab();
        var accessPoint = test.Lab.Air.Add("factory", "correct horse");
        test.Run(boot =>
        {
            var station = boot.Board.Station;
            Connect(boot, "factory", "correct horse");
            Sleep(5);
            accessPoint.IsOn = false;
            Assert.Null(station.Address);
            Sleep(20);
            accessPoint.IsOn = true;
            Sleep(20);
            Assert.NotNull(station.Address);

            station.Disconnect();
            accessPoint.IsOn = false;
            accessPoint.IsOn = true;
            Sleep(20);
            Assert.Null(station.Address);
        });
    }

    [Theory]
    [InlineData("", "password")]
    [InlineData("a name of more than thirty-two bytes", "password")]
    [InlineData("factory", "short")]
    public void An_access_point_that_cannot_exist_is_refused(string ssid, string password)
    {
        using var test = new TestLab();
        Assert.Throws<ArgumentException>(() => test.Lab.Air.Add(ssid, password));
    }

    private static void Sleep(int seconds) => BoardThread.Current!.Sleep(TimeSpan.FromSeconds(seconds));

    internal static WifiResult Connect(Boot boot, string ssid, string password)
    {
        var self = BoardThread.Current!;
        WifiResult? result = null;
        boot.Board.Station.Connect(ssid, password, r =>
        {
            result = r;
            self.Wake();
        });
        while (result is null)
            self.Park(null);
        return result.Value;
    }
}
