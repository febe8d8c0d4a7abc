using ImpDevice.Diagnostics;
using ImpDevice.Runtime;
using ImpDevice.Storage;

namespace DeviceFirmware;

/// <summary>Which program a boot runs, from what is stored.</summary>
internal static class ProgramChoice
{
    private const string Area = "boot";

    /// <summary>
    /// Activated: production. Plan ID, token and, on a WiFi board, a network: activation. The application was loaded without them:
    /// production, waiting for BlinkUp. Else the factory program.
    /// </summary>
    internal static ProgramKind Of(DeviceConfiguration configuration, bool wifi)
    {
        if (configuration.Activated) return ProgramKind.Production;
        if (CanActivate(configuration, wifi)) return ProgramKind.Activation;
        return configuration.ApplicationLoaded ? ProgramKind.Production : ProgramKind.Factory;
    }

    /// <summary>
    /// The two setters are two writes, and power can fail between them: a token without a network, or the other way round. Half of it
    /// cannot activate, so it is removed, and the factory program starts over with a fresh token. Blessing is not lost by that.
    /// </summary>
    internal static void DropHalfEnrolment(ConfigurationStore store, bool wifi)
    {
        DeviceConfiguration configuration = store.Current;
        bool some = configuration.PlanId != null || configuration.TokenId != null || configuration.HasWifi;
        if (!some || configuration.Activated || configuration.ApplicationLoaded || CanActivate(configuration, wifi)) return;
        ImpConsole.Warning(Area, "enrolment is incomplete, power probably failed while it was stored: starting over");
        store.Update(c =>
        {
            c.PlanId = null;
            c.TokenId = null;
            c.WifiSsid = null;
            c.WifiPassword = null;
        });
    }

    private static bool CanActivate(DeviceConfiguration configuration, bool wifi)
    {
        return configuration.HasEnrolTokens && (configuration.HasWifi || !wifi);
    }
}
