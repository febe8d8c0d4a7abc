using System.Net.NetworkInformation;
using System.Threading;
using VirtualBoard;
using VirtualBoard.NanoApi;

namespace nanoFramework.Networking;

/// <summary>What both helpers need: addresses set up, and waits for an address and for a valid date.</summary>
internal static class NetworkReadiness
{
    private const int FirstValidYear = 2021;
    private const int PollMilliseconds = 200;

    /// <summary>Whether an interface of the type has an address, the configured one if there is one.</summary>
    public static bool HasAddress(NetworkInterfaceType type, IPConfiguration? configuration)
    {
        foreach (var candidate in NetworkInterface.GetAllNetworkInterfaces())
        {
            if (candidate.NetworkInterfaceType == type && candidate.IPv4Address[0] != '0')
                return configuration is null || configuration.IPAddress == candidate.IPv4Address;
        }

        return false;
    }

    public static bool HasDate(Boot boot) => boot.Board.Clock.UtcNow.Year >= FirstValidYear;

    public static void WaitForDate(Boot boot)
    {
        while (!HasDate(boot))
            Thread.Sleep(1_000);
    }

    public static void SetUpAddresses(NetworkInterfaceType type, IPConfiguration? configuration)
    {
        foreach (var candidate in NetworkInterface.GetAllNetworkInterfaces())
        {
            if (candidate.NetworkInterfaceType == type)
                SetUpAddresses(candidate, configuration);
        }
    }

    public static void SetUpAddresses(NetworkInterface target, IPConfiguration? configuration)
    {
        if (configuration is null)
        {
            // Static addresses that are there stay; hardware writes the same ones again.
            if (target.IsDhcpEnabled)
                target.EnableDhcp();
            return;
        }

        target.EnableStaticIPv4(configuration.IPAddress, configuration.IPSubnetMask, configuration.IPGatewayAddress);
        if (configuration.IPDns is { Length: > 0 } servers)
            target.EnableStaticIPv4Dns(servers);
    }

    /// <summary>Waits for an address, and for a date if one is wanted, until the token is cancelled.</summary>
    /// <returns>How it ended.</returns>
    public static NetworkHelperStatus Wait(Boot boot, NetworkInterfaceType type, IPConfiguration? configuration, bool requiresDate, CancellationToken token)
    {
        while (!token.IsCancellationRequested && !HasAddress(type, configuration))
            Thread.Sleep(PollMilliseconds);
        if (token.IsCancellationRequested)
            return NetworkHelperStatus.TokenExpiredWaitingIPAddress;

        while (requiresDate && !token.IsCancellationRequested && !HasDate(boot))
            Thread.Sleep(PollMilliseconds);
        return token.IsCancellationRequested ? NetworkHelperStatus.TokenExpiredWaitingDateTime : NetworkHelperStatus.NetworkIsReady;
    }
}
