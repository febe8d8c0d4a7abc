extern alias nanoapi;

using nanoapi::System.Device.Wifi;
using nanoapi::System.Net.NetworkInformation;
using Thread = nanoapi::System.Threading.Thread;

namespace VirtualBoard.NanoApi.Tests.Net;

public sealed class WifiTests
{
    [Theory]
    [InlineData(NetLab.Ssid, NetLab.Password, WifiConnectionStatus.Success)]
    [InlineData(NetLab.Ssid, "wrong horse", WifiConnectionStatus.InvalidCredential)]
    [InlineData("elsewhere", NetLab.Password, WifiConnectionStatus.NetworkNotAvailable)]
    public void Connecting_tells_what_is_wrong(string ssid, string password, WifiConnectionStatus expected)
    {
        using var test = new NetLab();
        test.Run(boot =>
        {
            Assert.Equal(expected, NetLab.Connect(ssid, password));
            Assert.InRange(boot.Uptime, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(20));
        });
    }

    [Fact]
    public void Connecting_lets_other_threads_run()
    {
        using var test = new NetLab();
        test.Run(_ =>
        {
            var count = 0;
            new Thread(() =>
            {
                for (; count < 5; count++)
                    NetLab.Sleep(0.05);
            }).Start();
            NetLab.Connect(NetLab.Ssid, NetLab.Password);
            Assert.Equal(5, count);
        });
    }

    [Fact]
    public void An_attempt_that_another_overtakes_fails_unspecified()
    {
        using var test = new NetLab();
        test.Run(_ =>
        {
            WifiConnectionStatus? first = null;
            new Thread(() => first = NetLab.Connect("elsewhere", "whatever1")).Start();
            NetLab.Sleep(0.1);
            Assert.Equal(WifiConnectionStatus.Success, NetLab.Connect(NetLab.Ssid, NetLab.Password));
            Assert.Equal(WifiConnectionStatus.UnspecifiedFailure, first);
        });
    }

    [Fact]
    public void A_null_name_or_password_is_a_null_reference()
    {
        using var test = new NetLab();
        test.Run(_ =>
        {
            Assert.Throws<NullReferenceException>(() => NetLab.Connect(null!, "x"));
            Assert.Throws<NullReferenceException>(() => NetLab.Connect("x", null!));
        });
    }

    [Fact]
    public void A_dropped_link_takes_the_address_and_returns_by_itself_until_disconnected()
    {
        using var test = new NetLab();
        test.RunOnline(_ =>
        {
            test.AccessPoint.IsOn = false;
            Assert.Equal("0.0.0.0", Address());
            Assert.False(NetworkInterface.GetIsNetworkAvailable());
            test.AccessPoint.IsOn = true;
            NetLab.Sleep(20);
            Assert.StartsWith("192.168.", Address(), StringComparison.Ordinal);

            WifiAdapter.FindAllAdapters()[0].Disconnect();
            NetLab.Sleep(60);
            Assert.Equal("0.0.0.0", Address());
        });
    }

    [Fact]
    public void Without_dhcp_there_is_success_and_no_address()
    {
        using var test = new NetLab();
        test.AccessPoint.HasDhcp = false;
        test.Run(_ =>
        {
            Assert.Equal(WifiConnectionStatus.Success, NetLab.Connect(NetLab.Ssid, NetLab.Password));
            NetLab.Sleep(60);
            Assert.Equal("0.0.0.0", Address());
        });
    }

    [Fact]
    public void A_scan_takes_seconds_tells_its_end_and_can_be_read_once()
    {
        using var test = new NetLab();
        test.Lab.Air.Add("far", "password").SignalDbm = -80;
        test.Lab.Air.Add("gone", "password").IsOn = false;
        test.Run(boot =>
        {
            var adapter = WifiAdapter.FindAllAdapters()[0];
            WifiAvailableNetwork[]? found = null;
            var from = boot.Uptime;
            var took = TimeSpan.Zero;
            adapter.AvailableNetworksChanged += (sender, _) =>
            {
                took = boot.Uptime - from;
                found = sender.NetworkReport.AvailableNetworks;
            };
            adapter.ScanAsync();
            Assert.Null(found);
            NetLab.Sleep(10);
            Assert.Equal(TimeSpan.FromSeconds(6.5), took);
            Assert.Equal([NetLab.Ssid, "far"], found!.Select(n => n.Ssid));
            Assert.Equal("02-00-00-00-00-01", found![0].Bsid);
            Assert.Equal(-80.0, found[1].NetworkRssiInDecibelMilliwatts);
            Assert.Equal(2, found[1].SignalBars);
            Assert.Empty(adapter.NetworkReport.AvailableNetworks);
        });
    }

    [Fact]
    public void A_disposed_adapter_refuses()
    {
        using var test = new NetLab();
        test.Run(_ =>
        {
            var adapter = WifiAdapter.FindAllAdapters()[0];
            adapter.Dispose();
            Assert.Throws<nanoapi::System.ObjectDisposedException>(adapter.ScanAsync);
            Assert.Throws<nanoapi::System.ObjectDisposedException>(adapter.Disconnect);
        });
    }

    [Fact]
    public void Network_events_tell_link_and_address()
    {
        using var test = new NetLab();
        test.Run(_ =>
        {
            var trace = new List<string>();
            NetworkChange.NetworkAvailabilityChanged += (index, e) => trace.Add($"link {index} {e.IsAvailable}");
            NetworkChange.NetworkAddressChanged += (_, _) => trace.Add(Address()[..3]);
            NetLab.GoOnline();
            test.AccessPoint.IsOn = false;
            NetLab.Sleep(1);
            Assert.Equal(["link 0 True", "192", "link 0 False", "0.0"], trace);
        });
    }

    [Fact]
    public void A_handler_that_throws_does_not_stop_the_next_event()
    {
        using var test = new NetLab();
        test.Run(_ =>
        {
            var count = 0;
            NetworkChange.NetworkAddressChanged += (_, _) =>
            {
                count++;
                throw new InvalidOperationException("handler");
            };
            NetLab.GoOnline();
            test.AccessPoint.IsOn = false;
            NetLab.Sleep(1);
            Assert.Equal(2, count);
        });
    }

    [Fact]
    public void A_dead_boots_handlers_hear_nothing()
    {
        using var test = new NetLab();
        var heard = 0;
        test.Run(_ => NetworkChange.NetworkAddressChanged += (_, _) => heard++);
        test.Load(_ => NetLab.GoOnline());
        test.Board.Reset(ResetReason.External);
        test.Lab.RunFor(TimeSpan.FromMinutes(1));
        Assert.Equal(0, heard);
    }

    private static string Address() => NetworkInterface.GetAllNetworkInterfaces()[0].IPv4Address;
}
