using VirtualBoard;
using VirtualBoard.NanoApi;
using VirtualBoard.Radio;

namespace System.Net.NetworkInformation;

/// <summary>Stands in for nanoFramework's network interface. It shows the settings as they were when it was asked for, as on hardware.</summary>
/// <remarks>
/// A virtual board has one interface, the WiFi station; hardware lists its access point too, always second. IPv6 throws, as on
/// hardware; setting the MAC address is refused, where an ESP32 ignores it.
/// </remarks>
public class NetworkInterface
{
    private const string NoAddress = "0.0.0.0";

    /// <summary>How long nanoFramework waits after a change before it reads the settings again.</summary>
    private static readonly TimeSpan ReloadPause = TimeSpan.FromMilliseconds(100);

    private AddressSettings _settings = AddressSettings.Default;
    private string _address = NoAddress;

    protected NetworkInterface(int interfaceIndex)
    {
    }

    private NetworkInterface(Boot boot) => Reload(boot);

    public bool IsAutomaticDnsEnabled => _settings.Dns1 is null;

    public string IPv4Address => _address;

    public string IPv4GatewayAddress => _address == NoAddress ? NoAddress : _settings.Gateway?.ToString() ?? Neighbour(1);

    public string IPv4SubnetMask => _address == NoAddress ? NoAddress : _settings.Mask?.ToString() ?? "255.255.255.0";

    public bool IsDhcpEnabled => _settings.Fixed is null;

    public string[] IPv4DnsAddresses
    {
        get
        {
            if (!IsAutomaticDnsEnabled)
                return [.. new[] { _settings.Dns1, _settings.Dns2 }.Where(static d => d is not null).Select(static d => d!.ToString())];
            return _address == NoAddress || !IsDhcpEnabled ? [] : [Neighbour(1)];
        }
    }

    public byte[] PhysicalAddress
    {
        get => [.. Machine.Enter().Board.Mac];
        set => throw new NotSupportedException();
    }

    public NetworkInterfaceType NetworkInterfaceType => NetworkInterfaceType.Wireless80211;

    public uint SpecificConfigId { get; set; }

    public static bool GetIsNetworkAvailable() => Machine.Enter().Board.Station.Address is not null;

    public static NetworkInterface[] GetAllNetworkInterfaces() => [new(Machine.Enter())];

    public void EnableStaticIPv4(string ipv4Address, string ipv4SubnetMask, string ipv4GatewayAddress) => Update(settings => settings with
    {
        Fixed = AddressReader.Read(ipv4Address),
        Mask = AddressReader.Read(ipv4SubnetMask),
        Gateway = AddressReader.Read(ipv4GatewayAddress),
    });

    public void EnableStaticIPv6(string ipv6Address, string ipv6SubnetMask, string ipv6GatewayAddress) => throw new NotImplementedException();

    public void EnableStaticIP(
        string ipv4Address, string ipv4subnetMask, string ipv4gatewayAddress, string ipv6Address, string ipv6SubnetMask, string ipv6GatewayAddress) =>
        throw new NotImplementedException();

    public void EnableDhcp() => Update(static settings => settings with { Fixed = null, Mask = null, Gateway = null });

    public void EnableStaticIPv4Dns(string[] dnsAddresses)
    {
        if (dnsAddresses is null || dnsAddresses.Length is 0 or > 2)
            throw new ArgumentException();
        Update(settings => settings with
        {
            Dns1 = AddressReader.Read(dnsAddresses[0]),
            Dns2 = dnsAddresses.Length > 1 ? AddressReader.Read(dnsAddresses[1]) : null,
        });
    }

    public void EnableStaticIPv6Dns(string[] dnsAddresses) => throw new NotImplementedException();

    [Obsolete("This method will be removed in a future version. Using automatic DNS it's part of DHCP configuration and can't be used as an individual operation.")]
    public void EnableAutomaticDns() => Update(static settings => settings with { Dns1 = null, Dns2 = null });

    public void ReleaseDhcpLease() => Act(static station => station.ReleaseAddress());

    public void RenewDhcpLease() => Act(static station => station.RenewAddress());

    private void Update(Func<AddressSettings, AddressSettings> change)
    {
        var boot = Machine.Enter();
        var changed = change(AddressSettings.Load(boot.Board.Files));
        changed.Save(boot.Board.Files);
        Act(station => station.StaticAddress = changed.Fixed);
    }

    private void Act(Action<WifiStation> action)
    {
        var boot = Machine.Enter();
        action(boot.Board.Station);
        Machine.WaitUntil(static () => false, ReloadPause);
        Reload(boot);
    }

    private void Reload(Boot boot)
    {
        _settings = AddressSettings.Load(boot.Board.Files);
        _address = boot.Board.Station.Address?.ToString() ?? NoAddress;
    }

    /// <summary>An address in the board's own /24 network, which is what the lab's access points hand out.</summary>
    private string Neighbour(int last) => _address[..(_address.LastIndexOf('.') + 1)] + last;
}
