using System;
using System.Collections;
using ImpDevice.Diagnostics;
using ImpDevice.Link;
using ImpDevice.Networking;
using ImpDevice.Storage;
using ImpDevice.Text;

namespace ImpDevice.Runtime;

/// <summary>
/// The part of impOS that this firmware plays: puts storage, network, link and event loop together, behind <see cref="Imp"/>,
/// <see cref="Agent"/> and <see cref="Server"/>. One for each boot.
/// </summary>
public sealed class ImpRuntime
{
    private const int EnrolTryForMs = 60000;
    private const int HellosPerBoot = 1000;

    // Not at the first success: firmware that fails right after connecting would reboot every few seconds for ever.
    private const int HealthyAfterMs = 60000;

    private static ImpRuntime _current;

    private readonly ImpOptions _options;
    private readonly Connection _connection;
    private readonly Connecting _connecting;
    private readonly LinkEvents _events;
    private readonly HelloInfo _hello;

    private ImpRuntime(ImpOptions options, INetwork network, ILinkTransport transport, IClock clock)
    {
        _options = options;
        Clock = clock;
        Network = network;
        Random random = new Random((int)Crc32.Compute(options.Provisioning.Key, 0, options.Provisioning.Key.Length) ^ (int)options.Boot.Number);
        Loop = new EventLoop(clock);
        Log = new ServerLog();
        Handlers = new AgentHandlers(Log);
        Outgoing = new OutgoingQueue();
        Deployment deployment = new Deployment(options.Configuration, options.Program, options.Recovery);
        Loss = new ConnectionLoss(Loop, Policy);
        _events = new LinkEvents(Loop, Handlers, deployment, options.Recovery, options.Led, Loss);
        _hello = Hello(options);
        LinkClient client = new LinkClient(Channel(options, transport), Outgoing, _hello, _events);
        Link = new DeviceLink(client, Outgoing, _events, clock, options.Recovery, random);
        _connection = new Connection(network, Link, options, clock, random, Loss);
        _connecting = new Connecting(Loop, _connection, options.Recovery, clock);
        _events.Restores(_connection);
        Loss.Closes(_connection);
        Sender = new MessageSender(Link, Outgoing, Policy, Loss, clock);
        Log.SendTo(Link);
        Blessing = new Blessing(Loop, Link, deployment, options.Led);
        Watchdog = new Watchdog(Loop, Link, options.Recovery);
        options.Recovery.Halts(Loop);
    }

    /// <summary>The stored configuration.</summary>
    public ConfigurationStore Configuration
    {
        get { return _options.Configuration; }
    }

    /// <summary>Content of the provisioning file.</summary>
    public Provisioning Provisioning
    {
        get { return _options.Provisioning; }
    }

    /// <summary>Who the board is.</summary>
    public DeviceIdentity Identity
    {
        get { return _options.Identity; }
    }

    /// <summary>The status LED.</summary>
    public StatusLed Led
    {
        get { return _options.Led; }
    }

    /// <summary>The record of this boot.</summary>
    public BootRecord Boot
    {
        get { return _options.Boot; }
    }

    /// <summary>Which program runs. Activation goes on as production in the same boot.</summary>
    public ProgramKind Program
    {
        get { return _options.Program; }
    }

    /// <summary>Measures <see cref="Rssi"/>; takes some 7 s on WiFi, in which no handler runs.</summary>
    public void MeasureSignal()
    {
        Network.MeasureSignal();
    }

    /// <summary>Signal strength of the network in dBm as measured by <see cref="MeasureSignal"/>; 0 when unknown or wired.</summary>
    public int Rssi
    {
        get { return Network.Rssi; }
    }

    /// <summary>Whether the board has the radio or interface that it is provisioned for.</summary>
    public bool HasNetworkHardware
    {
        get { return Network.IsPresent; }
    }

    /// <summary>The runtime of this boot.</summary>
    /// <exception cref="InvalidOperationException">Not started.</exception>
    internal static ImpRuntime Current
    {
        get
        {
            if (_current == null) throw new InvalidOperationException("ImpRuntime.Start has not been called");
            return _current;
        }
    }

    internal UserConfiguration UserConfiguration
    {
        get { return _options.UserConfiguration; }
    }

    internal IClock Clock { get; }

    internal EventLoop Loop { get; }

    internal ServerLog Log { get; }

    internal AgentHandlers Handlers { get; }

    internal OutgoingQueue Outgoing { get; }

    internal DeviceLink Link { get; }

    internal SendPolicy Policy { get; } = new SendPolicy();

    internal ConnectionLoss Loss { get; }

    internal MessageSender Sender { get; }

    /// <summary>How the last connection failed or was lost; Connected when it was neither.</summary>
    internal ConnectReason LastError
    {
        get { return _connection.LastError; }
    }

    internal Blessing Blessing { get; }

    internal INetwork Network { get; }

    /// <summary>Held here, because a timer that nobody holds is collected.</summary>
    internal Watchdog Watchdog { get; }

    internal Recovery Recovery
    {
        get { return _options.Recovery; }
    }

    internal Hashtable ConfigParams
    {
        get { return _events.ConfigParams; }
    }

    internal bool HasConfigParams
    {
        get { return _events.HasConfigParams; }
    }

    /// <summary>Puts everything together. Connects to nothing yet, and makes no callback before <see cref="Run"/>.</summary>
    /// <param name="options">See there.</param>
    /// <returns>The runtime of this boot.</returns>
    public static ImpRuntime Start(ImpOptions options)
    {
        IClock clock = new BoardClock();
        GatewayAddress gateway = new GatewayAddress(options.Provisioning.Gateway);
        HttpLinkTransport transport = new HttpLinkTransport(gateway.Origin, options.Provisioning.CaCertificate, clock);
        return StartOn(options, NetworkOf(options.Provisioning.Network, clock), transport, clock);
    }

    /// <summary>The same, on a network and a transport of the caller's.</summary>
    internal static ImpRuntime StartOn(ImpOptions options, INetwork network, ILinkTransport transport, IClock clock)
    {
        _current = new ImpRuntime(options, network, transport, clock);
        return _current;
    }

    /// <summary>
    /// Connects to the network and the gateway, as impOS does before Squirrel runs. Repeats until it works; each try is bounded and its
    /// outcome a state line. Call it before <see cref="Run"/>.
    /// </summary>
    public void Connect()
    {
        _connection.ConnectForSure();
    }

    /// <summary>Makes handlers, timers and callbacks, one at a time on the calling thread, until the device reboots.</summary>
    public void Run()
    {
        Loop.Schedule(HealthyAfterMs, _options.Boot.Healthy);
        Loop.Run();
    }

    /// <summary>
    /// Presents a plan ID and a token to the impCloud. Repeats for a minute while it cannot be reached. Idempotent there: the same
    /// device with the same token is told of its activation again.
    /// </summary>
    /// <param name="planId">16 hex digits.</param>
    /// <param name="tokenId">16 hex digits.</param>
    /// <param name="callback">Gets the outcome, on the event loop.</param>
    public void Enrol(string planId, string tokenId, EnrolCallback callback)
    {
        Hashtable body = new Hashtable();
        body.Add("plan_id", planId);
        body.Add("token_id", tokenId);
        Link.Do(LinkVerb.Enroll, body, EnrolTryForMs, reply => Loop.Post(() => callback(new EnrolAnswer(reply))));
    }

    /// <summary>Activation has succeeded: this boot goes on as production.</summary>
    public void ContinueAsProduction()
    {
        _options.Program = ProgramKind.Production;
        _hello.Program = ProgramName.Of(ProgramKind.Production);
    }

    internal ConnectReason ConnectOnce()
    {
        return _connection.Connect(1);
    }

    internal void BeginConnect(ConnectCallback callback, int timeoutMs)
    {
        _connecting.Begin(callback, timeoutMs);
    }

    internal void Disconnect()
    {
        _connection.Disconnect();
    }

    private static INetwork NetworkOf(NetworkKind kind, IClock clock)
    {
        switch (kind)
        {
            case NetworkKind.Ethernet: return new EthernetNetwork(clock);
            case NetworkKind.Cellular: return new CellularNetwork();
            default: return new WifiNetwork(clock);
        }
    }

    private static LinkChannel Channel(ImpOptions options, ILinkTransport transport)
    {
        string path = new GatewayAddress(options.Provisioning.Gateway).DevicePath(options.Identity.DeviceId);
        LinkChannel channel = new LinkChannel(transport, new LinkSigner(options.Provisioning.Key), path);
        channel.HelloCounterAtLeast(options.Boot.Number * HellosPerBoot);
        return channel;
    }

    private static HelloInfo Hello(ImpOptions options)
    {
        return new HelloInfo
        {
            Mac = options.Identity.Mac,
            Boot = options.Boot.Number,
            Program = ProgramName.Of(options.Program),
            Firmware = options.FirmwareVersion,
            Board = options.Provisioning.Board,
        };
    }
}
