extern alias nanoapi;

using nanoapi::nanoFramework.Networking;
using nanoapi::System.Net.NetworkInformation;
using CancellationTokenSource = nanoapi::System.Threading.CancellationTokenSource;

namespace VirtualBoard.NanoApi.Tests.Net;

public sealed class WifiNetworkHelperTests
{
    [Fact]
    public void ConnectDhcp_brings_an_address_a_date_and_stored_credentials()
    {
        using var test = new NetLab();
        test.Run(boot =>
        {
            Assert.True(WifiNetworkHelper.ConnectDhcp(NetLab.Ssid, NetLab.Password, requiresDateTime: true, token: Seconds(60)));
            Assert.Equal(NetworkHelperStatus.NetworkIsReady, WifiNetworkHelper.Status);
            Assert.NotNull(boot.Board.Station.Address);
            Assert.Equal(2026, boot.Board.Clock.UtcNow.Year);
            Assert.Equal(NetLab.Ssid, Wireless80211Configuration.GetAllWireless80211Configurations()[0].Ssid);
        });
    }

    [Fact]
    public void A_wrong_password_is_only_seen_as_no_address_and_is_stored_all_the_same()
    {
        using var test = new NetLab();
        test.Run(boot =>
        {
            Assert.False(WifiNetworkHelper.ConnectDhcp(NetLab.Ssid, "wrong horse", token: Seconds(30)));
            Assert.Equal(NetworkHelperStatus.TokenExpiredWaitingIPAddress, WifiNetworkHelper.Status);
            Assert.InRange(boot.Uptime, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(33));
            Assert.Equal("wrong horse", Wireless80211Configuration.GetAllWireless80211Configurations()[0].Password);

            WifiNetworkHelper.Reset();
            Assert.Equal(NetworkHelperStatus.None, WifiNetworkHelper.Status);
            Assert.True(WifiNetworkHelper.ConnectDhcp(NetLab.Ssid, NetLab.Password, token: Seconds(30)));
        });
    }

    [Fact]
    public void Without_internet_there_is_no_date()
    {
        using var test = new NetLab();
        test.AccessPoint.HasInternet = false;
        test.Run(_ =>
        {
            Assert.False(WifiNetworkHelper.ConnectDhcp(NetLab.Ssid, NetLab.Password, requiresDateTime: true, token: Seconds(30)));
            Assert.Equal(NetworkHelperStatus.TokenExpiredWaitingDateTime, WifiNetworkHelper.Status);
        });
    }

    [Fact]
    public void Connecting_to_the_network_one_is_on_touches_neither_link_nor_flash()
    {
        using var test = new NetLab();
        test.Run(_ =>
        {
            Assert.True(WifiNetworkHelper.ConnectDhcp(NetLab.Ssid, NetLab.Password, token: Seconds(30)));
            var drops = 0;
            NetworkChange.NetworkAvailabilityChanged += (_, _) => drops++;
            Assert.True(WifiNetworkHelper.ConnectDhcp(NetLab.Ssid, "not even read", token: Seconds(30)));
            Assert.Equal(0, drops);
            Assert.Equal(NetLab.Password, Wireless80211Configuration.GetAllWireless80211Configurations()[0].Password);
        });
    }

    [Fact]
    public void An_adapter_that_is_not_there_is_an_exception_told_by_status()
    {
        using var test = new NetLab();
        test.Run(_ =>
        {
            Assert.False(WifiNetworkHelper.ConnectDhcp(NetLab.Ssid, NetLab.Password, wifiAdapterId: 1, token: Seconds(30)));
            Assert.Equal(NetworkHelperStatus.ExceptionOccurred, WifiNetworkHelper.Status);
            Assert.IsType<IndexOutOfRangeException>(WifiNetworkHelper.HelperException);
        });
    }

    [Fact]
    public void ConnectFixAddress_uses_it()
    {
        using var test = new NetLab();
        test.AccessPoint.HasDhcp = false;
        test.Run(boot =>
        {
            var addresses = new IPConfiguration("192.168.1.77", "255.255.255.0", "192.168.1.1", ["9.9.9.9"]);
            Assert.True(WifiNetworkHelper.ConnectFixAddress(NetLab.Ssid, NetLab.Password, addresses, token: Seconds(30)));
            Assert.Equal("192.168.1.77", boot.Board.Station.Address!.ToString());
        });
    }

    [Fact]
    public void ScanAndConnectDhcp_joins_what_it_hears()
    {
        using var test = new NetLab();
        test.Run(_ => Assert.True(WifiNetworkHelper.ScanAndConnectDhcp(NetLab.Ssid, NetLab.Password, token: Seconds(60))));
    }

    [Fact]
    public void Reconnect_waits_for_what_the_boot_started()
    {
        using var test = new NetLab();
        test.Run(_ => Assert.False(WifiNetworkHelper.Reconnect(token: Seconds(20))));
        test.Board.PowerOff();
        test.Run(_ => Assert.True(WifiNetworkHelper.ConnectDhcp(NetLab.Ssid, NetLab.Password, token: Seconds(20))));
        test.Board.PowerOff();
        test.Run(_ => Assert.True(WifiNetworkHelper.Reconnect(token: Seconds(20))));
    }

    [Fact]
    public void The_background_helper_signals_follows_the_link_and_is_set_up_once()
    {
        using var test = new NetLab();
        test.Run(_ =>
        {
            WifiNetworkHelper.SetupNetworkHelper(NetLab.Ssid, NetLab.Password, requiresDateTime: true);
            Assert.True(WifiNetworkHelper.NetworkReady.WaitOne(60_000, true));
            Assert.Equal(NetworkHelperStatus.NetworkIsReady, WifiNetworkHelper.Status);
            Assert.Throws<InvalidOperationException>(() => WifiNetworkHelper.SetupNetworkHelper());

            test.AccessPoint.IsOn = false;
            NetLab.Sleep(1);
            Assert.Equal(NetworkHelperStatus.Reconnecting, WifiNetworkHelper.Status);
            Assert.False(WifiNetworkHelper.NetworkReady.WaitOne(0, true));
            test.AccessPoint.IsOn = true;
            Assert.True(WifiNetworkHelper.NetworkReady.WaitOne(60_000, true));

            WifiNetworkHelper.Reset();
            WifiNetworkHelper.SetupNetworkHelper();
            Assert.True(WifiNetworkHelper.NetworkReady.WaitOne(60_000, true));
        });
    }

    [Fact]
    public void The_helper_for_ethernet_waits_in_vain_on_a_wifi_board()
    {
        using var test = new NetLab();
        test.RunOnline(_ =>
        {
            Assert.False(NetworkHelper.SetupAndConnectNetwork(Seconds(10)));
            Assert.Equal(NetworkHelperStatus.TokenExpiredWaitingIPAddress, NetworkHelper.Status);
        });
    }

    private static nanoapi::System.Threading.CancellationToken Seconds(int seconds) => new CancellationTokenSource(seconds * 1_000).Token;
}
