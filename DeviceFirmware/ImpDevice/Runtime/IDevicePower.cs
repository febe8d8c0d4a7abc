namespace ImpDevice.Runtime;

/// <summary>Restarting the device.</summary>
internal interface IDevicePower
{
    /// <summary>Restarts the device. Does not return on a board.</summary>
    void Reboot();
}
