extern alias nanoapi;

using nanoapi::System.Net.NetworkInformation;
using WifiConnectionStatus = nanoapi::System.Device.Wifi.WifiConnectionStatus;
using WifiReconnectionKind = nanoapi::System.Device.Wifi.WifiReconnectionKind;

namespace VirtualBoard.NanoApi.Tests.Net;

public sealed class NetworkSettingsTests
{
    [Fact]
    public void A_new_board_has_an_empty_configuration_that_joins_at_boot()
    {
        using var test = new NetLab();
        test.Run(_ =>
        {
            var configuration = Configuration();
            Assert.Equal(("", ""), (configuration.Ssid, configuration.Password));
            Assert.Equal(14, (int)configuration.Options);
        });
    }

    [Fact]
    public void Saved_credentials_survive_a_power_cycle_and_are_joined_at_boot()
    {
        using var test = new NetLab();
        test.Run(_ => Save(NetLab.Ssid, NetLab.Password));
        test.Board.PowerOff();
        test.Run(boot =>
        {
            Assert.Equal(NetLab.Ssid, Configuration().Ssid);
            NetLab.Sleep(10);
            Assert.NotNull(boot.Board.Station.Address);
        });
    }

    [Fact]
    public void Without_AutoConnect_nothing_is_joined_at_boot()
    {
        using var test = new NetLab();
        test.Run(_ => Save(NetLab.Ssid, NetLab.Password, Wireless80211Configuration.ConfigurationOptions.Enable));
        test.Board.PowerOff();
        test.Run(boot =>
        {
            NetLab.Sleep(60);
            Assert.Null(boot.Board.Station.AccessPoint);
        });
    }

    [Fact]
    public void Of_the_reconnection_kinds_it_is_manual_that_stores_the_credentials()
    {
        using var test = new NetLab();
        test.Run(_ =>
        {
            NetLab.Connect(NetLab.Ssid, NetLab.Password, WifiReconnectionKind.Automatic);
            Assert.Equal("", Configuration().Ssid);
            NetLab.Connect(NetLab.Ssid, NetLab.Password, WifiReconnectionKind.Manual);
            Assert.Equal((NetLab.Ssid, Wireless80211Configuration.ConfigurationOptions.AutoConnect), (Configuration().Ssid, Configuration().Options));
        });
    }

    [Fact]
    public void Limits_are_those_of_the_block_in_flash()
    {
        using var test = new NetLab();
        test.Run(_ =>
        {
            var ssid = new string('s', 32);
            var password = new string('p', 64);
            Save(ssid, password);
            Assert.Equal((ssid, password), (Configuration().Ssid, Configuration().Password));
            Assert.Throws<ArgumentNullException>(() => Save(null!, "x"));
            Assert.Throws<NullReferenceException>(() => Save("x", null!));
            Assert.Throws<ArgumentOutOfRangeException>(() => Save(new string('s', 33), "x"));
            Assert.Throws<ArgumentOutOfRangeException>(() => Save("x", new string('p', 65)));
            Assert.Equal(ssid, Configuration().Ssid);
        });
    }

    [Fact]
    public void The_interface_shows_what_dhcp_gave()
    {
        using var test = new NetLab();
        test.RunOnline(boot =>
        {
            var shown = Interface();
            Assert.Equal(boot.Board.Station.Address!.ToString(), shown.IPv4Address);
            Assert.Equal(("255.255.255.0", "192.168.1.1"), (shown.IPv4SubnetMask, shown.IPv4GatewayAddress));
            Assert.Equal(["192.168.1.1"], shown.IPv4DnsAddresses);
            Assert.True(shown.IsDhcpEnabled);
            Assert.Equal(boot.Board.Mac, shown.PhysicalAddress);
            Assert.Equal((NetworkInterfaceType.Wireless80211, 0u), (shown.NetworkInterfaceType, shown.SpecificConfigId));
            Assert.Equal(shown.IPv4Address, nanoapi::System.Net.IPAddress.GetDefaultLocalAddress().ToString());
        });
    }

    [Fact]
    public void A_static_address_takes_effect_at_once_is_kept_and_works_without_dhcp()
    {
        using var test = new NetLab();
        test.RunOnline(boot =>
        {
            var shown = Interface();
            shown.EnableStaticIPv4("10.0.0.5", "255.0.0.0", "10.0.0.1");
            Assert.Equal(("10.0.0.5", "255.0.0.0", "10.0.0.1", false), (shown.IPv4Address, shown.IPv4SubnetMask, shown.IPv4GatewayAddress, shown.IsDhcpEnabled));
            Assert.Equal("10.0.0.5", boot.Board.Station.Address!.ToString());
            shown.EnableStaticIPv4Dns(["1.1.1.1", "8.8.8.8"]);
            Assert.Equal(["1.1.1.1", "8.8.8.8"], shown.IPv4DnsAddresses);
        });
        test.AccessPoint.HasDhcp = false;
        test.Board.PowerOff();
        test.Run(_ =>
        {
            Assert.Equal(WifiConnectionStatus.Success, NetLab.Connect(NetLab.Ssid, NetLab.Password));
            NetLab.Sleep(1);
            Assert.Equal("10.0.0.5", Interface().IPv4Address);
            Assert.Equal(["1.1.1.1", "8.8.8.8"], Interface().IPv4DnsAddresses);
            Interface().EnableDhcp();
            NetLab.Sleep(30);
            Assert.Equal("0.0.0.0", Interface().IPv4Address);
        });
    }

    [Fact]
    public void A_lease_can_be_given_up_and_asked_for_again()
    {
        using var test = new NetLab();
        test.RunOnline(_ =>
        {
            var shown = Interface();
            shown.ReleaseDhcpLease();
            Assert.Equal("0.0.0.0", shown.IPv4Address);
            shown.RenewDhcpLease();
            NetLab.Sleep(5);
            Assert.NotEqual("0.0.0.0", Interface().IPv4Address);
        });
    }

    [Fact]
    public void What_hardware_cannot_do_throws()
    {
        using var test = new NetLab();
        test.Run(_ =>
        {
            Assert.Throws<NotImplementedException>(() => Interface().EnableStaticIPv6("::1", "ffff::", "::2"));
            Assert.Throws<ArgumentException>(() => Interface().EnableStaticIPv4Dns([]));
            Assert.Throws<ArgumentException>(() => Interface().EnableStaticIPv4("10.0.0", "255.0.0.0", "10.0.0.1"));
            Assert.Throws<NotSupportedException>(() => Interface().PhysicalAddress = new byte[6]);
        });
    }

    private static NetworkInterface Interface() => Assert.Single(NetworkInterface.GetAllNetworkInterfaces());

    private static Wireless80211Configuration Configuration() => Assert.Single(Wireless80211Configuration.GetAllWireless80211Configurations());

    private static void Save(string ssid, string password, Wireless80211Configuration.ConfigurationOptions? options = null)
    {
        var configuration = Configuration();
        (configuration.Ssid, configuration.Password) = (ssid, password);
        configuration.Options = options ?? configuration.Options;
        configuration.SaveConfiguration();
    }
}
