using nanoFramework.Runtime.Events;
using VirtualBoard;
using VirtualBoard.NanoApi;

namespace nanoFramework.Hardware.Esp32.Touch;

/// <summary>Stands in for nanoFramework's touch pad. What it reads is what the bench says with <c>Board.Touch</c>; a pad that nobody touches reads 1000.</summary>
/// <remarks>Filters, voltages and the like are kept and change nothing. Pads are those of the ESP32: 0 to 9.</remarks>
public class TouchPad : IDisposable
{
    private readonly Boot _boot;
    private TouchPadValueChangedEventHandler? _changed;
    private TouchChargeSpeed _speed;
    private bool _isTouched;
    private bool _isDisposed;

    /// <exception cref="ArgumentException">There is no such pad, or it is in use.</exception>
    public TouchPad(int touchPadNumber)
    {
        _boot = Machine.Enter();
        if (GpioOf(touchPadNumber) < 0 || !TouchUnit.Of(_boot).Open.TryAdd(touchPadNumber, this))
            throw new ArgumentException();
        TouchPadNumber = touchPadNumber;
        _boot.Board.Touch.Changed += OnChanged;
    }

    public event TouchPadValueChangedEventHandler ValueChanged
    {
        add => _changed += value;
        remove => _changed -= value;
    }

    public static TouchTriggerMode TouchTriggerMode
    {
        get => Unit.TriggerMode;
        set => Unit.TriggerMode = value;
    }

    public static WakeUpSource WakeUpSource
    {
        get => Unit.WakeUpSource;
        set => Unit.WakeUpSource = value;
    }

    public static MeasurementMode MeasurementMode
    {
        get => Unit.MeasurementMode;
        set => Unit.MeasurementMode = value;
    }

    public static TouchHighVoltage TouchHighVoltage => Unit.HighVoltage;

    public static TouchLowVoltage TouchLowVoltage => Unit.LowVoltage;

    public static TouchHighVoltageAttenuation TouchHighVoltageAttenuation => Unit.Attenuation;

    public static bool IsFilterOn => Unit.IsFiltered;

    public static bool DenoiseEnabled
    {
        get => Unit.IsDenoised;
        set => Unit.IsDenoised = value;
    }

    public int CalibrationData { get; private set; }

    /// <summary>The reading at which a touch begins. Default 0: none does.</summary>
    public uint Threshold { get; set; }

    public int TouchPadNumber { get; }

    private static TouchUnit Unit => TouchUnit.Of(Machine.Enter());

    /// <exception cref="ArgumentException">There is no such pad.</exception>
    public static int GetGpioNumberFromTouchNumber(int touchpadNumber)
    {
        Machine.Enter();
        return GpioOf(touchpadNumber) is var gpio and >= 0 ? gpio : throw new ArgumentException();
    }

    public static void SetVoltage(
        TouchHighVoltage touchHighVoltage, TouchLowVoltage touchLowVoltage, TouchHighVoltageAttenuation touchHighVoltageAttenuation) =>
        (Unit.HighVoltage, Unit.LowVoltage, Unit.Attenuation) = (touchHighVoltage, touchLowVoltage, touchHighVoltageAttenuation);

    public static void StartFilter(IFilterSetting filterSetting)
    {
        ArgumentNullException.ThrowIfNull(filterSetting);
        Unit.IsFiltered = true;
    }

    public static void StopFilter() => Unit.IsFiltered = false;

    public static MeasurementTime GetMeasurementTime() => Unit.Time;

    public static void SetMeasurementTime(MeasurementTime measurementTime) => Unit.Time = measurementTime ?? throw new ArgumentNullException();

    public static void SetDenoise(DenoiseSetting denoiseSetting) => Unit.Denoise = denoiseSetting ?? throw new ArgumentNullException();

    public static DenoiseSetting GetDenoise() => Unit.Denoise;

    public uint Read()
    {
        Check();
        return _boot.Board.Touch.Read(TouchPadNumber);
    }

    /// <summary>The mean of some readings, which <see cref="CalibrationData"/> keeps.</summary>
    public int GetCalibrationData(int count = 5) => CalibrationData = (int)Read();

    public void SetChargeSpeed(TouchChargeSpeed touchChargeSpeed)
    {
        Check();
        _speed = touchChargeSpeed;
    }

    public TouchChargeSpeed GetChargeSpeed()
    {
        Check();
        return _speed;
    }

    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _boot.Board.Touch.Changed -= OnChanged;
        TouchUnit.Of(_boot).Open.Remove(TouchPadNumber);
    }

    private static int GpioOf(int pad) => pad switch
    {
        0 => 4,
        1 => 0,
        2 => 2,
        3 => 15,
        4 => 13,
        5 => 12,
        6 => 14,
        7 => 27,
        8 => 33,
        9 => 32,
        _ => -1,
    };

    private void OnChanged(int pad, uint reading)
    {
        if (!_boot.IsAlive)
        {
            _boot.Board.Touch.Changed -= OnChanged;
            return;
        }

        if (pad != TouchPadNumber || Threshold == 0)
            return;
        var touched = TouchUnit.Of(_boot).TriggerMode == TouchTriggerMode.AboveThreshold ? reading > Threshold : reading < Threshold;
        if (touched == _isTouched)
            return;
        _isTouched = touched;
        var events = EventTable.Of(_boot);
        var route = events.For(EventCategory.Touch);
        route.Listener ??= new Listener(TouchUnit.Of(_boot));
        events.Post(new RawEvent(EventCategory.Touch, 0, (ushort)pad, touched ? 1u : 0u));
    }

    private void Check()
    {
        Machine.Enter();
        if (_isDisposed)
            throw new ObjectDisposedException();
    }

    /// <summary>Brings the news of a touch on the event thread.</summary>
    private sealed class Listener(TouchUnit unit) : IEventListener
    {
        public void InitializeForEventSource()
        {
        }

        public bool OnEvent(BaseEvent ev)
        {
            if (ev is GenericEvent touch && unit.Open.TryGetValue((int)touch.Data, out var pad))
                pad._changed?.Invoke(pad, new TouchPadEventArgs(pad.TouchPadNumber, pad._isTouched));
            return true;
        }
    }
}
