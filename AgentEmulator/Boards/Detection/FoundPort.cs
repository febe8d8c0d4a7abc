namespace AgentEmulator.Boards.Detection;

/// <summary>A serial port of this computer.</summary>
/// <param name="Name">What the system calls it now, such as /dev/ttyUSB0 or COM5.</param>
/// <param name="StableName">
/// A name that stays the same when the board is plugged in again, in another order or after a restart; null where the system has none.
/// </param>
/// <param name="Usb">The USB device that it belongs to; null for another kind of port.</param>
internal sealed record FoundPort(string Name, string? StableName, UsbIdentity? Usb);

/// <summary>What a USB device says of itself.</summary>
/// <param name="VendorId">Vendor id.</param>
/// <param name="ProductId">Product id.</param>
/// <param name="Serial">Serial number; null when it has none, as most CH340.</param>
/// <param name="Product">Name; null when it has none.</param>
/// <param name="Interface">Number of the USB interface; null when not known.</param>
/// <param name="Location">The socket that it is plugged into, in the system's own way; null when not known.</param>
internal sealed record UsbIdentity(int VendorId, int ProductId, string? Serial, string? Product, int? Interface, string? Location);

/// <summary>Finds the serial ports of a computer. Opens none: opening a port resets many boards.</summary>
internal interface IPortFinder
{
    /// <summary>The ports, those of USB devices first.</summary>
    /// <exception cref="Cli.EnvironmentFailureException">The system did not tell.</exception>
    IReadOnlyList<FoundPort> Find();
}
