namespace ImpDevice.Diagnostics;

/// <summary>A light that is on or off.</summary>
internal interface ILedPin
{
    void Write(bool lit);
}
