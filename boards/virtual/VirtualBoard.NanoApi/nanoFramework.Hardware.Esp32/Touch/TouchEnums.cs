namespace nanoFramework.Hardware.Esp32.Touch;

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum DenoiseCapacitance
{
    Cap5pf = 0,
    Cap6pf4 = 1,
    Cap7pf8 = 2,
    Cap9pf2 = 3,
    Cap10pf6 = 4,
    Cap12pf0 = 5,
    Cap13pf4 = 6,
    Cap14pf8 = 7,
}

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum DenoiseRange
{
    Bit12 = 0,
    Bit10 = 1,
    Bit8 = 2,
    Bit4 = 3,
}

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum FilterSettingDebounce
{
    NoDebounce = 0,
    One = 1,
    Two = 2,
    Three = 3,
    Four = 4,
    Five = 5,
    Six = 6,
    Seven = 7,
}

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum FilterSettingMode
{
    Iir4 = 0,
    Iir8 = 1,
    Iir16 = 2,
    Iir32 = 3,
    Iir64 = 4,
    Iir128 = 5,
    Iir256 = 6,
    IirJitter = 7,
}

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum FilterSettingNoiseThreshold
{
    Low = 0,
    Mediumlow = 1,
    MediumHigh = 2,
    High = 3,
}

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum FilterSettingSmoothMode
{
    Off = 0,
    Iir2 = 1,
    Iir4 = 2,
    Iir8 = 3,
}

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum MeasurementMode
{
    Timer = 0,
    Software = 1,
}

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum TouchHighVoltage
{
    Volt2V4 = 0,
    Volt2V5 = 1,
    Volt2V6 = 2,
    Volt2V7 = 3,
}

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum TouchHighVoltageAttenuation
{
    Volt1V5 = 0,
    Volt1V0 = 1,
    Volt0V5 = 2,
    Volt0V0 = 3,
}

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum TouchLowVoltage
{
    Volt0V5 = 0,
    Volt0V6 = 1,
    Volt0V7 = 2,
    Volt0V8 = 3,
}

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum TouchTriggerMode
{
    BellowThreshold = 0,
    AboveThreshold = 1,
}

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum WakeUpSource
{
    BothSet1AndSet2 = 0,
    OnlySet1 = 1,
}
