namespace nanoFramework.Hardware.Esp32.Touch;

/// <summary>Stands in for nanoFramework's settings of the filter; a virtual pad has nothing to filter, so they are only kept.</summary>
public interface IFilterSetting
{
}

/// <summary>Stands in for nanoFramework's filter of an ESP32.</summary>
public class Esp32FilterSetting : IFilterSetting
{
    public uint Period { get; set; }
}

/// <summary>Stands in for nanoFramework's filter of an ESP32-S2 or S3.</summary>
public class S2S3FilterSetting : IFilterSetting
{
    public FilterSettingMode PeriodeSettingMode { get; set; }

    public FilterSettingDebounce FilterSettingDebounce { get; set; }

    public FilterSettingNoiseThreshold FilterSettingNoiseThreshold { get; set; }

    public byte JitterSize { get; set; }

    public FilterSettingSmoothMode FilterSettingSmoothMode { get; set; }
}

/// <summary>Stands in for nanoFramework's settings against noise; only kept.</summary>
public class DenoiseSetting
{
    public DenoiseCapacitance DenoiseCapacitance { get; set; }

    public DenoiseRange DenoiseRange { get; set; }
}

/// <summary>Stands in for nanoFramework's pace of measurements; only kept.</summary>
public class MeasurementTime
{
    public ushort SleepCycles { get; set; }

    public TimeSpan MeasurementCycles { get; set; }
}

/// <summary>Stands in for nanoFramework's speed of charging; only kept.</summary>
public struct TouchChargeSpeed
{
    public enum ChargeSpeed
    {
        Zero = 0,
        Slowest = 1,
        Speed2 = 2,
        Speed3 = 3,
        Speed4 = 4,
        Speed5 = 5,
        Speed6 = 6,
        Fastest = 7,
    }

    public enum InitialCharge
    {
        Low = 0,
        High = 1,
    }

    public ChargeSpeed Speed { get; set; }

    public InitialCharge Charge { get; set; }
}
