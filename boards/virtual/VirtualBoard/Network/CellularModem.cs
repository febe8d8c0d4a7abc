namespace VirtualBoard.Network;

/// <summary>
/// The cellular modem of a board as a network interface of its own: it registers with a network as soon as firmware runs, then has an
/// address.
/// </summary>
/// <remarks>
/// No image of nanoFramework has PPP; on hardware the modem is driven with AT commands, and System.Net does not go through it. This
/// stands for an image that was built with PPP and brings the modem up by itself, which is what firmware that says "cellular" needs.
/// Registration takes three to nine seconds and the address up to two, within what an LTE Cat 1 modem takes that knows its network.
/// AT commands, the UART and the modem's pins are not modelled.
/// </remarks>
public sealed class CellularModem : NetworkPort
{
    private bool _hasSim = true;
    private bool _hasCoverage = true;

    internal CellularModem(Board board)
        : base(board, "cellular")
    {
    }

    /// <summary>Whether a SIM card that the network accepts is in. Default true.</summary>
    public bool HasSim
    {
        get => _hasSim;
        set
        {
            if (_hasSim == value)
                return;
            _hasSim = value;
            Reconsider();
        }
    }

    /// <summary>Whether a base station is in reach. Default true. Losing it drops the link; it comes back with it.</summary>
    public bool HasCoverage
    {
        get => _hasCoverage;
        set
        {
            if (_hasCoverage == value)
                return;
            _hasCoverage = value;
            Reconsider();
        }
    }

    private protected override bool CanLink => _hasSim && _hasCoverage;

    private protected override (int From, int To) LinkTime => (3_000, 9_000);

    private protected override (int From, int To) AddressTime => (500, 2_000);

    // Carriers hand out shared addresses (RFC 6598).
    private protected override (byte, byte, byte) Prefix => (100, 64, 0);
}
