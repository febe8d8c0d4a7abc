using VirtualBoard;
using VirtualBoard.NanoApi;
using VirtualBoard.Network;
using VirtualBoard.Radio;

namespace System.Net.NetworkInformation;

/// <summary>Stands in for nanoFramework's network interface. It shows the settings as they were when it was asked for, as on hardware.</summary>
/// <remarks>
/// A virtual board has the WiFi station, and before it the Ethernet port or the modem where there is one; hardware lists its access point too. Stored
/// addresses are those of the first interface. IPv6 throws, as on hardware; setting the MAC address is refused, where an ESP32 ignores it.
/// </remarks>
public class NetworkInterface
{
    private const string NoAddress = "0.0.0.0";

    /// <summary>How long nanoFramework waits after a change before it reads the settings again.</summary>
    private static readonly TimeSpan ReloadPause = TimeSpan.FromMilliseconds(100);

    private readonly int _index;
    private AddressSettings _settings = AddressSettings.Default;
    private string _address = NoAddress;

    protected NetworkInterface(int interfaceIndex) => _index = interfaceIndex;

    private NetworkInterface(Boot boot, int index)
        : this(index) => Reload(boot);

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

    // nanoFramework has no word for a modem.
    public NetworkInterfaceType NetworkInterfaceType => Link(Machine.Enter()) switch
    {
        EthernetPort => NetworkInterfaceType.Ethernet,
        WifiStation => NetworkInterfaceType.Wireless80211,
        _ => NetworkInterfaceType.Unknown,
    };

    public uint SpecificConfigId { get; set; }

    public static bool GetIsNetworkAvailable() => Machine.Enter().Board.Route is not null;

    public static NetworkInterface[] GetAllNetworkInterfaces()
    {
        var boot = Machine.Enter();
        return [.. Enumerable.Range(0, boot.Board.Links.Count).Select(index => new NetworkInterface(boot, index))];
    }

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

    public void ReleaseDhcpLease() => Act(static link => link.ReleaseAddress());

    public void RenewDhcpLease() => Act(static link => link.RenewAddress());

    private void Update(Func<AddressSettings, AddressSettings> change)
    {
        var boot = Machine.Enter();
        var changed = change(AddressSettings.Load(boot.Board.Files));
        changed.Save(boot.Board.Files);
        if (_index == 0)
            Act(link => link.StaticAddress = changed.Fixed);
    }

    private void Act(Action<IBoardLink> action)
    {
        var boot = Machine.Enter();
        action(Link(boot));
        Machine.WaitUntil(static () => false, ReloadPause);
        Reload(boot);
    }

    private void Reload(Boot boot)
    {
        _settings = _index == 0 ? AddressSettings.Load(boot.Board.Files) : AddressSettings.Default;
        _address = Link(boot).Address?.ToString() ?? NoAddress;
    }

    private IBoardLink Link(Boot boot) => boot.Board.Links[_index];

    /// <summary>An address in the board's own /24 network, which is what the lab's access points hand out.</summary>
    private string Neighbour(int last) => _address[..(_address.LastIndexOf('.') + 1)] + last;
}
