namespace ImpDevice.Link;

/// <summary>Parts of the gateway's base address.</summary>
internal sealed class GatewayAddress
{
    /// <param name="url">http or https, without a trailing slash; may have a path.</param>
    internal GatewayAddress(string url)
    {
        // A slash behind it ends the host of a URL that has no path.
        int end = (url + "/").IndexOf('/', url.IndexOf("://") + 3);
        Origin = url.Substring(0, end);
        Path = url.Substring(end);
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
