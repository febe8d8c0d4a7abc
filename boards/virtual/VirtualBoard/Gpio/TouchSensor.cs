namespace VirtualBoard.Gpio;

/// <summary>The touch pads of a chip: what they measure is set by the bench, in place of fingers.</summary>
public sealed class TouchSensor
{
    private const uint Untouched = 1_000;

    private readonly Dictionary<int, uint> _readings = [];

    internal TouchSensor()
    {
    }

    /// <summary>Raised, with the baton, when the reading of a pad changes: its number and the new reading. Handlers must not block.</summary>
    public event Action<int, uint>? Changed;

    /// <summary>What a pad measures; 1000 until the bench says otherwise.</summary>
    /// <param name="pad">Number of the pad.</param>
    public uint Read(int pad) => _readings.GetValueOrDefault(pad, Untouched);

    /// <summary>Sets what a pad measures. An ESP32 measures less when it is touched, an S2 or S3 more.</summary>
    /// <param name="pad">Number of the pad.</param>
    /// <param name="reading">The reading.</param>
    public void Set(int pad, uint reading)
    {
        _readings[pad] = reading;
        Changed?.Invoke(pad, reading);
    }
}
