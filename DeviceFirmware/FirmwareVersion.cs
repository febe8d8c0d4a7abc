namespace DeviceFirmware;

/// <summary>Version of this firmware as the gateway and the console see it.</summary>
internal static class FirmwareVersion
{
    internal const string Text = "1.0.0";
}
