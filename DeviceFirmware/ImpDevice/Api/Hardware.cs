using ImpDevice.Runtime;

namespace ImpDevice;

/// <summary>imp's <c>hardware</c> object, as far as identity goes. (developer.electricimp.com/api/hardware)</summary>
public static class Hardware
{
    /// <summary>The device ID: 16 lower-case hex digits, <c>5000</c> and the MAC address. Never changes. (api/hardware/getdeviceid)</summary>
    /// <returns>The ID.</returns>
    public static string GetDeviceId()
    {
        return ImpRuntime.Current.Identity.DeviceId;
    }

    /// <summary>The factory MAC address: 12 lower-case hex digits without separators. (api/imp/getmacaddress)</summary>
    /// <returns>The address.</returns>
    public static string GetMacAddress()
    {
        return ImpRuntime.Current.Identity.Mac;
    }
}
