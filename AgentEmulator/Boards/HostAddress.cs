using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using AgentEmulator.Cli;

namespace AgentEmulator.Boards;

/// <summary>The address of this computer at which boards reach it.</summary>
internal static class HostAddress
{
    /// <summary>First of the three ports of the services; the gateway has the third.</summary>
    public const int FirstPort = 5080;

    /// <summary>Takes the address given, or finds the one of this computer in its local network.</summary>
    /// <param name="given">What the user wrote; null to find it.</param>
    /// <exception cref="UsageException">It is no IPv4 address of this computer.</exception>
    /// <exception cref="EnvironmentFailureException">None was given, and there is none or more than one.</exception>
    public static IPAddress Choose(string? given)
    {
        var own = Own();
        if (given is not null)
        {
            if (!IPAddress.TryParse(given, out var address) || address.AddressFamily != AddressFamily.InterNetwork || address.Equals(IPAddress.Any))
                throw new UsageException($"--host \"{given}\" is no IPv4 address. {Addresses(own)}");
            return IPAddress.IsLoopback(address) || own.Any(o => o.Address.Equals(address))
                ? address
                : throw new UsageException($"--host {address} is no address of this computer, so nothing can listen on it. {Addresses(own)}");
        }

        var routed = own.Where(o => o.IsRouted).ToList();
        var candidates = routed.Count > 0 ? routed : own;
        return candidates.Count switch
        {
            1 => candidates[0].Address,
            0 => throw new EnvironmentFailureException("This computer is in no network, so no board can reach it. Connect it to the factory's network, or name an address with --host."),
            _ => throw new EnvironmentFailureException($"This computer has several addresses; say with --host which one boards reach. {Addresses(own)}"),
        };
    }

    /// <summary>Base URL of the device gateway at an address.</summary>
    public static string Gateway(IPAddress address) => $"http://{address}:{FirstPort + 2}";

    private static string Addresses(IReadOnlyList<OwnAddress> own) => own.Count == 0
        ? "This computer has no address in a network now."
        : $"Addresses of this computer: {string.Join(", ", own.Select(o => $"{o.Address} ({o.Name})"))}.";

    private static List<OwnAddress> Own() =>
    [
        .. from network in NetworkInterface.GetAllNetworkInterfaces()
           where network.OperationalStatus == OperationalStatus.Up && network.NetworkInterfaceType != NetworkInterfaceType.Loopback
           let properties = network.GetIPProperties()
           from unicast in properties.UnicastAddresses
           where unicast.Address.AddressFamily == AddressFamily.InterNetwork
           select new OwnAddress(
               unicast.Address, network.Name, properties.GatewayAddresses.Any(g => g.Address.AddressFamily == AddressFamily.InterNetwork && !g.Address.Equals(IPAddress.Any))),
    ];

    private sealed record OwnAddress(IPAddress Address, string Name, bool IsRouted);
}
