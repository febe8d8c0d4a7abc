using System.Net;

namespace VirtualBoard.Network;

/// <summary>A way of the board to a network: its radio or its wire.</summary>
public interface IBoardLink
{
    /// <summary>Raised, with the baton, when the link or the address comes or goes.</summary>
    event Action? Changed;

    /// <summary>Whether there is a network at the other end.</summary>
    bool IsUp { get; }

    /// <summary>The address from DHCP or a static one; null while there is none.</summary>
    IPAddress? Address { get; }

    /// <summary>Address to use instead of DHCP; null (default) uses DHCP. A change takes effect at once.</summary>
    IPAddress? StaticAddress { get; set; }

    /// <summary>Whether packets to the internet arrive.</summary>
    bool HasInternet { get; }

    /// <summary>Gives the address up and asks for one again; does nothing without a link.</summary>
    void RenewAddress();

    /// <summary>Gives the address up; the link stays.</summary>
    void ReleaseAddress();
}
