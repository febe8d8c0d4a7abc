using System.Net;
using VirtualBoard.Tracing;

namespace VirtualBoard.Network;

/// <summary>A way of the board to a network that comes up by itself once firmware runs: first the link, then an address.</summary>
public abstract class NetworkPort : IBoardLink
{
    private readonly Board _board;
    private readonly RandomStream _random;
    private IPAddress? _staticAddress;
    private LabEvent? _next;
    private bool _isRunning;

    private protected NetworkPort(Board board, string stream)
    {
        _board = board;
        _random = board.Random(stream);
    }

    /// <inheritdoc/>
    public event Action? Changed;

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

    /// <summary>Whether there is something to link with.</summary>
    private protected abstract bool CanLink { get; }

    /// <summary>How long linking takes, in milliseconds: at least, and less than.</summary>
    private protected abstract (int From, int To) LinkTime { get; }

    /// <summary>How long the network takes to give an address, in milliseconds: at least, and less than.</summary>
    private protected abstract (int From, int To) AddressTime { get; }

    /// <summary>The first three bytes of the addresses that the network gives.</summary>
    private protected abstract (byte, byte, byte) Prefix { get; }

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
        if (CanLink)
            Link();
    }

    internal void LosePower()
    {
        _next?.Cancel();
        _isRunning = false;
        _staticAddress = null;
        IsUp = false;
        Address = null;
    }

    /// <summary>What <see cref="CanLink"/> depends on has changed.</summary>
    private protected void Reconsider()
    {
        if (!CanLink)
            Drop();
        else if (_isRunning && !IsUp)
            Link();
    }

    private void Link()
    {
        _next?.Cancel();
        _next = After(LinkTime, () =>
        {
            _board.Trace(TraceKind.Network, "link up");
            IsUp = true;
            Changed?.Invoke();
            StartAddressing();
        });
    }

    private void StartAddressing()
    {
        if (_staticAddress is not null)
        {
            GotAddress(_staticAddress);
        }
        else if (HasDhcp)
        {
            var (first, second, third) = Prefix;
            _next = After(AddressTime, () => GotAddress(new IPAddress([first, second, third, (byte)(10 + (_board.Number % 240))])));
        }
        else
        {
            _next = After((1_800, 4_200), StartAddressing); // Nobody answered: lwIP asks again.
        }
    }

    private void GotAddress(IPAddress address)
    {
        _board.Trace(TraceKind.Network, $"address {address}");
        Address = address;
        // nanoFramework starts SNTP by itself once it has an address.
        if (HasInternet)
            _next = After((200, 900), () => _board.Clock.Set(_board.Lab.UtcNow));
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

    private LabEvent After((int From, int To) milliseconds, Action then) =>
        _board.Lab.After(TimeSpan.FromMilliseconds(_random.Next(milliseconds.To - milliseconds.From) + milliseconds.From), then);
}
