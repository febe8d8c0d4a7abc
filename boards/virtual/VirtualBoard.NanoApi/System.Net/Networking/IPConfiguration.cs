namespace nanoFramework.Networking;

/// <summary>Stands in for nanoFramework's static addresses; the same on hardware.</summary>
public class IPConfiguration
{
    public IPConfiguration(string ipv4Address, string ipv4SubnetMask, string ipv4GatewayAddress, string[]? ipv4DnsAddresses = null) =>
        (IPAddress, IPSubnetMask, IPGatewayAddress, IPDns) = (ipv4Address, ipv4SubnetMask, ipv4GatewayAddress, ipv4DnsAddresses);

    public string IPAddress { get; set; }

    public string IPSubnetMask { get; set; }

    public string IPGatewayAddress { get; set; }

    public string[]? IPDns { get; set; }
}
