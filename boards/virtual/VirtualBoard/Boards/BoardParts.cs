namespace VirtualBoard.Boards;

/// <summary>A USB device that a board shows to a host.</summary>
/// <param name="Bridge">The chip that makes it: a serial bridge, or "native".</param>
/// <param name="VendorId">USB vendor id.</param>
/// <param name="ProductId">USB product id.</param>
/// <param name="Interface">Number of the USB interface that is the board's serial port, where the device has several; else null.</param>
public sealed record UsbPort(string Bridge, int VendorId, int ProductId, int? Interface = null);

/// <summary>How a host resets the board and puts it into download mode.</summary>
public abstract record BoardReset;

/// <summary>DTR and RTS of the serial port, through the usual two transistors or the chip's own USB.</summary>
public sealed record SerialLinesReset : BoardReset;

/// <summary>A person does it.</summary>
/// <param name="How">What to do, for that person.</param>
public sealed record ManualReset(string How) : BoardReset;

/// <summary>The LED that firmware can use.</summary>
public abstract record BoardLed;

/// <summary>There is no LED that firmware can use.</summary>
/// <param name="Why">What there is instead.</param>
public sealed record NoLed(string Why) : BoardLed;

/// <summary>An LED that a pin switches.</summary>
/// <param name="Pin">GPIO number.</param>
/// <param name="IsActiveLow">Whether level 0 switches it on.</param>
public sealed record GpioLed(int Pin, bool IsActiveLow) : BoardLed;

/// <summary>An addressable LED (WS2812 and alike), driven by pulses instead of a level.</summary>
/// <param name="Pin">GPIO number of its data line.</param>
public sealed record AddressableLed(int Pin) : BoardLed;

/// <summary>The button that firmware can use.</summary>
public abstract record BoardButton;

/// <summary>There is no button that firmware can use.</summary>
/// <param name="Why">What there is instead.</param>
public sealed record NoButton(string Why) : BoardButton;

/// <summary>A button on a pin.</summary>
/// <param name="Pin">GPIO number.</param>
/// <param name="IsActiveLow">Whether pressing gives level 0.</param>
public sealed record GpioButton(int Pin, bool IsActiveLow) : BoardButton;

/// <summary>How a board reaches a network.</summary>
public abstract record BoardNetwork;

/// <summary>The chip's own WiFi.</summary>
public sealed record WifiNetwork : BoardNetwork;

/// <summary>A wire, through an Ethernet PHY on the chip's RMII.</summary>
/// <param name="Phy">The PHY, such as "LAN8720".</param>
/// <param name="Address">Its address on MDIO.</param>
/// <param name="MdcPin">GPIO of MDC.</param>
/// <param name="MdioPin">GPIO of MDIO.</param>
/// <param name="ResetPin">GPIO of its reset or power line; null without.</param>
/// <param name="ClockPin">GPIO of the 50 MHz reference clock.</param>
/// <param name="IsClockOutput">Whether the chip drives that clock; else the PHY or an oscillator does.</param>
public sealed record EthernetNetwork(
    string Phy, int Address, int MdcPin, int MdioPin, int? ResetPin, int ClockPin, bool IsClockOutput) : BoardNetwork;

/// <summary>A modem on a UART, driven with AT commands.</summary>
/// <param name="Modem">The modem, such as "SIM7600".</param>
/// <param name="TxPin">GPIO on which the chip sends.</param>
/// <param name="RxPin">GPIO on which the chip receives.</param>
/// <param name="PowerKeyPin">GPIO of the modem's power key; null without.</param>
/// <param name="BaudRate">Bits per second.</param>
public sealed record CellularNetwork(string Modem, int TxPin, int RxPin, int? PowerKeyPin, int BaudRate) : BoardNetwork
{
    /// <summary>Gets the GPIO of the modem's reset; null without.</summary>
    public int? ResetPin { get; init; }

    /// <summary>Gets the GPIO that must be high for the modem to have power; null without.</summary>
    public int? PowerEnablePin { get; init; }

    /// <summary>Gets the GPIO of the modem's DTR, which lets it sleep; null without.</summary>
    public int? DtrPin { get; init; }

    /// <summary>Gets the GPIO of the modem's ring indicator; null without.</summary>
    public int? RingPin { get; init; }
}
