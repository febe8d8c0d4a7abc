namespace DeviceFirmware.SelfTests;

/// <summary>One hardware test of the factory program. Takes no more than seconds.</summary>
internal abstract class SelfTest
{
    /// <summary>Name in the report, lower case with hyphens.</summary>
    internal abstract string Name { get; }

    /// <summary>True when passed. An exception is a failure.</summary>
    /// <param name="detail">What was measured or found, one line.</param>
    internal abstract bool Run(out string detail);
}
