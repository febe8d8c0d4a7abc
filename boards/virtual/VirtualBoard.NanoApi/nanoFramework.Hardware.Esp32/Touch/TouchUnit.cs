using VirtualBoard;

namespace nanoFramework.Hardware.Esp32.Touch;

/// <summary>What a boot's firmware has set for all touch pads.</summary>
internal sealed class TouchUnit
{
    public TouchTriggerMode TriggerMode { get; set; }

    public WakeUpSource WakeUpSource { get; set; }

    public MeasurementMode MeasurementMode { get; set; }

    public TouchHighVoltage HighVoltage { get; set; } = TouchHighVoltage.Volt2V7;

    public TouchLowVoltage LowVoltage { get; set; }

    public TouchHighVoltageAttenuation Attenuation { get; set; }

    public MeasurementTime Time { get; set; } = new();

    public DenoiseSetting Denoise { get; set; } = new();

    public bool IsDenoised { get; set; }

    public bool IsFiltered { get; set; }

    /// <summary>The pads in use.</summary>
    public Dictionary<int, TouchPad> Open { get; } = [];

    public static TouchUnit Of(Boot boot) => boot.Get(static _ => new TouchUnit());
}
