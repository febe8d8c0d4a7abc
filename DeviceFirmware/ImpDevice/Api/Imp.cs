using System;
using System.Collections;
using System.Text;
using ImpDevice.Diagnostics;
using ImpDevice.Runtime;
using ImpDevice.Storage;
using ImpDevice.Text;

namespace ImpDevice;

/// <summary>
/// imp's <c>imp</c> object: provisioning, timers, restart. Call it from handlers and before the event loop runs, not from threads of
/// your own. (developer.electricimp.com/api/imp)
/// </summary>
public static class Imp
{
    private const double LongestWakeupSeconds = 10737418;
    private const int TokenLength = 16;

    /// <summary>
    /// Configuration parameters from the impCloud; key <c>factory_imp_device_id</c> on a DUT (the fixture that configured it). Keys that do
    /// not apply are absent: test with Contains. Empty before the first connection: a program that takes that to mean that it is in no
    /// factory is wrong, so reading it then is told on the console. (api/imp/configparams)
    /// </summary>
    public static Hashtable ConfigParams
    {
        get
        {
            ImpRuntime runtime = ImpRuntime.Current;
            if (!runtime.HasConfigParams) ImpConsole.State("configparams-not-ready");
            return (Hashtable)runtime.ConfigParams.Clone();
        }
    }

    /// <summary>
    /// Stores the production plan ID and enrolment token, together and durably, for the next connection. Does not touch the present one,
    /// does not contact the impCloud, and does not know whether the token is still good. (api/imp/setenroltokens)
    /// </summary>
    /// <param name="planId">16 hex digits.</param>
    /// <param name="token">16 hex digits; usable once and for a short time.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    /// <exception cref="ArgumentException">One of them is not 16 hex digits.</exception>
    /// <exception cref="StorageException">Flash did not take it; nothing has changed.</exception>
    public static void SetEnrolTokens(string planId, string token)
    {
        CheckToken(planId, "planId");
        CheckToken(token, "token");
        ImpRuntime.Current.Configuration.Update(c =>
        {
            c.PlanId = planId.ToLower();
            c.TokenId = token.ToLower();
            c.Activated = false;
            c.AgentUrl = null;
            c.ActivationOutcome = null;
        });
        ImpConsole.State("tokens-stored", new Fields().Add("plan", Secret.Shorten(planId)).Add("token", Secret.Shorten(token)));
    }

    /// <summary>
    /// Stores the WiFi network durably, for the next and later connections, never the present one. The security type is found out when
    /// connecting. Does not check that the network exists: wrong values cannot be repaired from afar. (api/imp/setwificonfiguration)
    /// </summary>
    /// <param name="ssid">Network name, 1 to 32 bytes in UTF-8.</param>
    /// <param name="password">Plain text: empty for an open network, 8 to 63 bytes, or 64 hex digits.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    /// <exception cref="ArgumentException">Impossible as a network or password.</exception>
    /// <exception cref="StorageException">Flash did not take it; nothing has changed.</exception>
    public static void SetWifiConfiguration(string ssid, string password)
    {
        if (ssid == null) throw new ArgumentNullException("ssid");
        if (password == null) throw new ArgumentNullException("password");
        string refusal = WifiRules.Refusal(ssid, password);
        if (refusal != null) throw new ArgumentException(refusal);
        ImpRuntime.Current.Configuration.Update(c =>
        {
            c.WifiSsid = ssid;
            c.WifiPassword = password;
        });
        ImpConsole.State("wifi-stored", new Fields().Add("ssid", ssid));
    }

    /// <summary>
    /// Clears stored configuration. Does not end the present connection; it takes effect at the next one. In factory activation it must
    /// not follow the two setters: it would erase what they stored. (api/imp/clearconfiguration)
    /// </summary>
    /// <param name="kind">What to clear; default everything: WiFi and enrolment.</param>
    /// <exception cref="StorageException">Flash did not take it; nothing has changed.</exception>
    public static void ClearConfiguration(ConfigKind kind = ConfigKind.All)
    {
        if (kind == ConfigKind.Proxy) return;
        ImpRuntime.Current.Configuration.Update(c =>
        {
            if (kind == ConfigKind.StaticNetwork || kind == ConfigKind.All) c.StaticAddresses = null;
            if (kind == ConfigKind.Wifi || kind == ConfigKind.All)
            {
                c.WifiSsid = null;
                c.WifiPassword = null;
            }
            if (kind == ConfigKind.All) Unenrol(c);
        });
        string cleared = kind == ConfigKind.All ? "all" : kind == ConfigKind.Wifi ? "wifi" : "static-network";
        ImpConsole.State("configuration-cleared", new Fields().Add("kind", cleared));
    }

    /// <summary>
    /// Stores fixed addresses durably, for the next and later connections to the programmed network, never the present one and never
    /// the factory's network. Does not check that they fit the network: wrong values cannot be repaired from afar.
    /// (api/imp/setstaticnetworkconfiguration)
    /// </summary>
    /// <param name="ip">The device's address, dotted.</param>
    /// <param name="netmask">Netmask, dotted.</param>
    /// <param name="gateway">The router, dotted.</param>
    /// <param name="dns">One or two name servers, dotted.</param>
    /// <exception cref="ArgumentException">Not dotted addresses, or not one or two name servers.</exception>
    /// <exception cref="StorageException">Flash did not take it; nothing has changed.</exception>
    public static void SetStaticNetworkConfiguration(string ip, string netmask, string gateway, string[] dns)
    {
        if (dns == null || dns.Length < 1 || dns.Length > 2) throw new ArgumentException("dns has one or two addresses");
        StaticAddresses addresses = new StaticAddresses
        {
            Ip = ip,
            Netmask = netmask,
            Gateway = gateway,
            Dns1 = dns[0],
            Dns2 = dns.Length > 1 ? dns[1] : null,
        };
        string refusal = addresses.Refusal();
        if (refusal != null || (dns.Length > 1 && dns[1] == null)) throw new ArgumentException(refusal ?? "the second DNS server is null");
        ImpRuntime.Current.Configuration.Update(c => c.StaticAddresses = addresses);
        ImpConsole.State("static-network-stored", new Fields().Add("ip", ip));
    }

    /// <summary>
    /// Stores data of the program's own durably: it survives restarts, <see cref="ClearConfiguration"/>, blessing and a new program.
    /// (api/imp/setuserconfiguration)
    /// </summary>
    /// <param name="value">Up to 4,096 bytes; null clears it.</param>
    /// <exception cref="ArgumentException">Longer: <c>value too long in imp.setuserconfiguration(value)</c>.</exception>
    /// <exception cref="StorageException">Flash did not take it; nothing has changed.</exception>
    public static void SetUserConfiguration(byte[] value)
    {
        ImpRuntime.Current.UserConfiguration.Set(value);
    }

    /// <summary>The same with a text, which is stored as UTF-8. (api/imp/setuserconfiguration)</summary>
    /// <param name="value">Up to 4,096 bytes in UTF-8; null clears it.</param>
    /// <exception cref="ArgumentException">Longer.</exception>
    /// <exception cref="StorageException">Flash did not take it; nothing has changed.</exception>
    public static void SetUserConfiguration(string value)
    {
        ImpRuntime.Current.UserConfiguration.Set(value == null ? null : Encoding.UTF8.GetBytes(value));
    }

    /// <summary>What <see cref="SetUserConfiguration(byte[])"/> stored. (api/imp/getuserconfiguration)</summary>
    /// <returns>A copy, or null when there is none.</returns>
    public static byte[] GetUserConfiguration()
    {
        return ImpRuntime.Current.UserConfiguration.Current;
    }

    /// <summary>
    /// Lets the status LED show patterns for good. Without it the LED goes dark a minute after power-on, as an imp's does. There is no
    /// optical receiver that it could switch too. (api/imp/enableblinkup)
    /// </summary>
    /// <param name="enable">False makes it dark now, but for verdicts such as a failed blessing.</param>
    public static void EnableBlinkUp(bool enable)
    {
        ImpRuntime.Current.Led.KeepLit(enable);
    }

    /// <summary>
    /// Restarts the device at once, as a power cycle would. Never returns. Messages that wait are lost: see <see cref="Server.Flush"/>.
    /// (api/imp/reset)
    /// </summary>
    public static void Reset()
    {
        ImpRuntime.Current.Recovery.Reboot("imp-reset");
    }

    /// <summary>
    /// Sets the one callback that is made the next time nothing waits; a new one replaces it, null takes it back. Made once. It does not
    /// wait for messages to be delivered. (api/imp/onidle)
    /// </summary>
    /// <param name="callback">The callback, or null.</param>
    public static void OnIdle(IdleCallback callback)
    {
        if (callback == null) ImpRuntime.Current.Loop.OnIdle(null);
        else ImpRuntime.Current.Loop.OnIdle(() => callback());
    }

    /// <summary>Makes a callback later, once; the program goes on meanwhile. Not earlier than asked, later when a handler is busy. (api/imp/wakeup)</summary>
    /// <param name="seconds">0 to 10,737,418; fractions count.</param>
    /// <param name="callback">The callback.</param>
    /// <returns>The timer, for <see cref="CancelWakeup"/>.</returns>
    /// <exception cref="ArgumentNullException">No callback.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Not within the range.</exception>
    public static WakeupTimer Wakeup(double seconds, WakeupCallback callback)
    {
        if (callback == null) throw new ArgumentNullException("callback");
        if (!(seconds >= 0 && seconds <= LongestWakeupSeconds)) throw new ArgumentOutOfRangeException("seconds");
        return new WakeupTimer(ImpRuntime.Current.Loop.Schedule((long)(seconds * 1000), () => callback()));
    }

    /// <summary>Takes back a timer. Harmless when it has run or is null. (api/imp/cancelwakeup)</summary>
    /// <param name="timer">The timer.</param>
    public static void CancelWakeup(WakeupTimer timer)
    {
        if (timer != null) ImpRuntime.Current.Loop.Cancel(timer.Timer);
    }

    /// <summary>
    /// The configured network name, not the connected one: it changes at once after <see cref="SetWifiConfiguration"/>. On a DUT that has
    /// none configured, the factory network. (api/imp/getssid)
    /// </summary>
    /// <returns>The SSID, or an empty string when none is configured.</returns>
    public static string GetSsid()
    {
        ImpRuntime runtime = ImpRuntime.Current;
        string configured = runtime.Configuration.Current.WifiSsid;
        if (configured == null && runtime.Program == ProgramKind.Factory) configured = runtime.Provisioning.WifiSsid;
        return configured ?? "";
    }

    /// <summary>About the hardware: table with key <c>type</c>, here the board's name. (api/imp/info)</summary>
    /// <returns>The table.</returns>
    public static Hashtable Info()
    {
        Hashtable info = new Hashtable();
        info.Add("type", ImpRuntime.Current.Provisioning.Board);
        return info;
    }

    private static void Unenrol(DeviceConfiguration configuration)
    {
        configuration.PlanId = null;
        configuration.TokenId = null;
        configuration.Activated = false;
        configuration.AgentUrl = null;
        configuration.ActivationOutcome = null;
    }

    private static void CheckToken(string value, string name)
    {
        if (value == null) throw new ArgumentNullException(name);
        if (value.Length != TokenLength || Hex.Decode(value) == null) throw new ArgumentException(name + " is not " + TokenLength.ToString() + " hex digits");
    }

    /// <summary>imp's <c>imp.net</c>. (api/imp/net)</summary>
    public static class Net
    {
        /// <summary>
        /// State of the network. Keys: <c>interface</c> = ArrayList with one table {type, macaddress, and on WiFi ssid as configured,
        /// connectedssid while connected, rssi in dBm as last measured}; while connected to the server <c>active</c> = index in it and
        /// <c>ipv4</c> = {address, netmask, broadcast, gateway, dnsserver = ArrayList}; else <c>lasterror</c> = the number of the
        /// <see cref="ConnectReason"/> why the last connection failed or ended. (api/imp/net/info; dhcpserver of imp's table is not known here)
        /// </summary>
        /// <returns>The table. Do not count on the order of interfaces.</returns>
        public static Hashtable Info()
        {
            ImpRuntime runtime = ImpRuntime.Current;
            bool connected = runtime.Link.IsOpen;
            string address = runtime.Network.Address();
            ArrayList interfaces = new ArrayList();
            interfaces.Add(Interface(runtime, connected && address != null));
            Hashtable info = new Hashtable();
            info.Add("interface", interfaces);
            if (!connected && runtime.LastError != ConnectReason.Connected) info.Add("lasterror", (int)runtime.LastError);
            if (!connected || address == null) return info;
            Hashtable ipv4 = new Hashtable();
            ipv4.Add("address", address);
            runtime.Network.Describe(ipv4);
            info.Add("active", 0);
            info.Add("ipv4", ipv4);
            return info;
        }

        private static Hashtable Interface(ImpRuntime runtime, bool connected)
        {
            Hashtable one = new Hashtable();
            one.Add("type", runtime.Network.Kind);
            one.Add("macaddress", runtime.Identity.Mac);
            if (runtime.Provisioning.Network == NetworkKind.Wifi) one.Add("ssid", GetSsid());
            if (connected && runtime.Network.ConnectedSsid != null) one.Add("connectedssid", runtime.Network.ConnectedSsid);
            if (runtime.Network.Rssi != 0) one.Add("rssi", runtime.Network.Rssi);
            return one;
        }
    }
}
