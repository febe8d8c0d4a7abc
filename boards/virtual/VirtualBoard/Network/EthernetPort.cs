namespace VirtualBoard.Network;

/// <summary>The Ethernet port of a board: a link as soon as firmware runs and a cable is in, then an address.</summary>
/// <remarks>Negotiation with a switch takes one and a half to three seconds, DHCP up to one and a half, as on an ESP32 with a LAN8720.</remarks>
public sealed class EthernetPort : NetworkPort
{
    private bool _isPlugged = true;

    internal EthernetPort(Board board)
        : base(board, "ethernet")
    {
    }

    /// <summary>Whether a cable is in the port. Default true. It can be pulled and put back at any time.</summary>
    public bool IsPlugged
    {
        get => _isPlugged;
        set
        {
            if (_isPlugged == value)
                return;
            _isPlugged = value;
            Reconsider();
        }
    }

    private protected override bool CanLink => _isPlugged;

    private protected override (int From, int To) LinkTime => (1_500, 3_000);

    private protected override (int From, int To) AddressTime => (300, 1_500);

    private protected override (byte, byte, byte) Prefix => (10, 0, 0);
}
