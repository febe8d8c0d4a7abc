namespace VirtualBoard.Gpio;

/// <summary>What firmware has made of a pin.</summary>
public enum GpioMode
{
    /// <summary>Nothing: high impedance, as after a reset.</summary>
    Disabled,

    /// <summary>Input without pull.</summary>
    Input,

    /// <summary>Input with pull-down.</summary>
    InputPullDown,

    /// <summary>Input with pull-up.</summary>
    InputPullUp,

    /// <summary>Push-pull output.</summary>
    Output,

    /// <summary>Open-drain output: drives low only.</summary>
    OutputOpenDrain,

    /// <summary>Open-drain output with pull-up.</summary>
    OutputOpenDrainPullUp,
}
