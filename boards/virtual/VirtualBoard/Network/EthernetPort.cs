using System.Net;
using VirtualBoard.Tracing;

namespace VirtualBoard.Network;

/// <summary>The Ethernet port of a board: a link as soon as firmware runs and a cable is in, then an address.</summary>
/// <remarks>Negotiation with a switch takes one and a half to three seconds, DHCP up to one and a half, as on an ESP32 with a LAN8720.</remarks>
public sealed class EthernetPort : IBoardLink
{
    private readonly Board _board;
    private readonly RandomStream _random;
    private IPAddress? _staticAddress;
    private LabEvent? _next;
    private bool _isRunning;
    private bool _isPlugged = true;

    internal EthernetPort(Board board)
    {
        _board = board;
        _random = board.Random("ethernet");
    }

    /// <inheritdoc/>
    public event Action? Changed;

    /// <summary>Whether a cable is in the port. Default true. It can be pulled and put back at any time.</summary>
    public bool IsPlugged
    {
        get => _isPlugged;
        set
        {
            if (_isPlugged == value)
                return;
            _isPlugged = value;
            if (!value)
                Drop();
            else if (_isRunning)
                Negotiate();
        }
    }

    /// <summary>Whether the network hands out addresses. Default true.</summary>
    public bool HasDhcp { get; set; } = true;

    /// <summary>Whether the internet is behind the network. Default true.</summary>
    public bool ReachesInternet { get; set; } = true;

    /// <inheritdoc/>
    public bool IsUp { get; private set; }

    /// <inheritdoc/>
    public IPAddress? Address { get; private set; }

    /// <inheritdoc/>
    public IPAddress? StaticAddress
    {
        get => _staticAddress;
        set
        {
            if (Equals(_staticAddress, value))
                return;
            _staticAddress = value;
            RenewAddress();
        }
    }

    /// <inheritdoc/>
    public bool HasInternet => Address is not null && ReachesInternet;

    /// <inheritdoc/>
    public void RenewAddress()
    {
        if (!IsUp)
            return;
        ReleaseAddress();
        StartAddressing();
    }

    /// <inheritdoc/>
    public void ReleaseAddress()
    {
        _next?.Cancel();
        if (Address is null)
            return;
        Address = null;
        Changed?.Invoke();
    }

    /// <summary>The firmware's driver has started.</summary>
    internal void Start()
    {
        _isRunning = true;
        if (_isPlugged)
            Negotiate();
    }

    internal void LosePower()
    {
        _next?.Cancel();
        _isRunning = false;
        _staticAddress = null;
        IsUp = false;
        Address = null;
    }

    private void Negotiate() => _next = After(1_500, 3_000, () =>
    {
        _board.Trace(TraceKind.Network, "link up");
        IsUp = true;
        Changed?.Invoke();
        StartAddressing();
    });

    private void StartAddressing()
    {
        if (_staticAddress is not null)
            GotAddress(_staticAddress);
        else if (HasDhcp)
            _next = After(300, 1_500, () => GotAddress(new IPAddress([10, 0, 0, (byte)(10 + (_board.Number % 240))])));
    }

    private void GotAddress(IPAddress address)
    {
        _board.Trace(TraceKind.Network, $"address {address}");
        Address = address;
        // nanoFramework starts SNTP by itself once it has an address.
        if (HasInternet)
            _next = After(200, 900, () => _board.Clock.Set(_board.Lab.UtcNow));
        Changed?.Invoke();
    }

    private void Drop()
    {
        _next?.Cancel();
        if (!IsUp)
            return;
        _board.Trace(TraceKind.Network, "link down");
        IsUp = false;
        Address = null;
        Changed?.Invoke();
    }

    private LabEvent After(int fromMs, int toMs, Action then) =>
        _board.Lab.After(TimeSpan.FromMilliseconds(_random.Next(toMs - fromMs) + fromMs), then);
}
