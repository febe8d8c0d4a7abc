using System;
using System.Threading;
using ImpDevice.Diagnostics;
using ImpDevice.Link;
using ImpDevice.Networking;
using ImpDevice.Storage;

namespace ImpDevice.Runtime;

/// <summary>Network first, then the gateway. Each try is bounded; repeating is for ever, with pauses from 5 s doubling to 60 s.</summary>
internal sealed class Connection
{
    private const string Area = "net";
    private const int FirstPauseMs = 5000;
    private const int LongestPauseMs = 60000;

    private readonly object _gate = new object();
    private readonly INetwork _network;
    private readonly DeviceLink _link;
    private readonly ImpOptions _options;
    private readonly IClock _clock;
    private readonly Random _random;
    private readonly ConnectionLoss _loss;

    internal Connection(INetwork network, DeviceLink link, ImpOptions options, IClock clock, Random random, ConnectionLoss loss)
    {
        _loss = loss;
        _network = network;
        _link = link;
        _options = options;
        _clock = clock;
        _random = random;
    }

    /// <summary>How the last connection failed or was lost; Connected when it was neither.</summary>
    internal ConnectReason LastError { get; private set; } = ConnectReason.Connected;

    /// <summary>Link failures in imp's numbers.</summary>
    internal static ConnectReason ReasonOfLink(string linkFailure)
    {
        return linkFailure == LinkFailure.NameNotResolved ? ConnectReason.NotResolved : ConnectReason.NoServer;
    }

    /// <summary>Failures of the network in imp's numbers.</summary>
    internal static ConnectReason ReasonOfNetwork(string reason)
    {
        switch (reason)
        {
            case "no-ip-address": return ConnectReason.NoIpAddress;
            case "wifi-not-configured": return ConnectReason.NotConnected;
            default: return ConnectReason.NoWifi;
        }
    }

    /// <summary>Link failures in the words of the console: two of them tell a person where to look.</summary>
    internal static string ReasonOf(string linkFailure)
    {
        switch (linkFailure)
        {
            case LinkFailure.NameNotResolved: return "no-internet";
            case LinkFailure.ConnectFailed:
            case LinkFailure.ConnectionLost:
            case LinkFailure.Timeout: return "no-gateway";
            case LinkFailure.Unavailable: return "gateway-unavailable";
            default: return linkFailure;
        }
    }

    /// <summary>Connects, however long it takes.</summary>
    internal void ConnectForSure()
    {
        Backoff pause = new Backoff(FirstPauseMs, LongestPauseMs, _random);
        int attempt = 1;
        while (Connect(attempt) != ConnectReason.Connected)
        {
            int waitMs = pause.Next();
            ImpConsole.Info(Area, "next try", new Fields().Add("in_ms", waitMs).Add("attempt", ++attempt));
            Thread.Sleep(waitMs);
        }
    }

    /// <summary>One try.</summary>
    internal ConnectReason Connect(int attempt)
    {
        if (_link.IsOpen) return ConnectReason.Connected;
        _options.Led.Show(LedState.Connecting);
        NetworkResult network = JoinNetwork();
        if (!network.Ok) return Failed(network.Reason, network.Detail, attempt, ReasonOfNetwork(network.Reason));
        ImpConsole.Info(Area, "network is up", new Fields().Add("ip", network.Address));
        if (_options.Provisioning.Gateway.StartsWith("https:")) BoardTime.WaitUntilSet(_clock);
        LinkReply hello = _link.Open();
        if (!hello.Ok) return Failed(ReasonOf(hello.Failure), hello.Detail, attempt, ReasonOfLink(hello.Failure));
        LastError = ConnectReason.Connected;
        _options.Led.Show(LedState.Connected);
        Announce();
        return ConnectReason.Connected;
    }

    /// <summary>Closes the link and leaves the network.</summary>
    internal void Disconnect()
    {
        _loss.Over();
        _link.Close();
        lock (_gate) _network.Disconnect();
    }

    /// <summary>As <see cref="Disconnect"/>, because the connection is lost for this reason.</summary>
    internal void Lose(ConnectReason reason)
    {
        LastError = reason;
        Disconnect();
        _options.Led.Show(StageOf(reason));
    }

    /// <summary>
    /// The link is in trouble: joins the network again if it was lost. Gives why that failed, or null. May run on a link thread.
    /// </summary>
    internal string RestoreNetwork()
    {
        if (!_link.IsOpen || _network.Address() != null) return null;
        NetworkResult network = JoinNetwork();
        if (!network.Ok) ImpConsole.Warning(Area, "network not restored", new Fields().Add("reason", network.Reason).Add("detail", network.Detail));
        return network.Reason;
    }

    /// <summary>Says on the console that the device is connected.</summary>
    internal void Announce()
    {
        Fields fields = new Fields().Add("ip", _network.Address());
        if (_network.Rssi != 0) fields.Add("rssi", _network.Rssi);
        ImpConsole.State("connected", fields);
    }

    /// <summary>The pattern that tells how far it came.</summary>
    private static LedState StageOf(ConnectReason reason)
    {
        switch (reason)
        {
            case ConnectReason.NoIpAddress: return LedState.NoAddress;
            case ConnectReason.NotResolved: return LedState.NotResolved;
            case ConnectReason.NoServer: return LedState.NoServer;
            default: return LedState.Connecting;
        }
    }

    private ConnectReason Failed(string reason, string detail, int attempt, ConnectReason result)
    {
        LastError = result;
        _options.Led.Show(StageOf(result));
        ImpConsole.State("connect-failed", new Fields().Add("reason", reason).Add("attempt", attempt).Add("detail", detail));
        return result;
    }

    private NetworkResult JoinNetwork()
    {
        bool factory = _options.Program == ProgramKind.Factory;
        DeviceConfiguration configuration = _options.Configuration.Current;
        bool wifi = _options.Provisioning.Network == NetworkKind.Wifi;
        string ssid = !wifi ? null : factory ? _options.Provisioning.WifiSsid : configuration.WifiSsid;
        string password = factory ? _options.Provisioning.WifiPassword : configuration.WifiPassword;
        ImpConsole.State("connecting", new Fields().Add("network", _network.Kind).Add("ssid", ssid));
        if (wifi && ssid == null) return NetworkResult.Failed("wifi-not-configured", null);
        lock (_gate)
        {
            // The factory's network hands out its own addresses: the static ones are for the network that the device is made for.
            _network.UseAddresses(factory ? null : configuration.StaticAddresses);
            return _network.Connect(ssid, password);
        }
    }
}
