namespace ImpDevice.Link;

/// <summary>Parts of the gateway's base address.</summary>
internal sealed class GatewayAddress
{
    /// <param name="url">http or https, without a trailing slash; may have a path.</param>
    internal GatewayAddress(string url)
    {
        int slash = url.IndexOf('/', url.IndexOf("://") + 3);
        Origin = slash < 0 ? url : url.Substring(0, slash);
        Path = slash < 0 ? "" : url.Substring(slash);
    }

    /// <summary>Scheme, host and port.</summary>
    internal string Origin { get; }

    /// <summary>Path of the base address; empty for none.</summary>
    internal string Path { get; }

    /// <summary>Absolute path of a device's requests, without the verb.</summary>
    internal string DevicePath(string deviceId)
    {
        return Path + "/device/v1/" + deviceId;
    }
}
