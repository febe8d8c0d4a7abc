namespace ImpDevice.Networking;

/// <summary>How connecting to the network ended.</summary>
internal sealed class NetworkResult
{
    private NetworkResult(string reason, string address, string detail)
    {
        Reason = reason;
        Address = address;
        Detail = detail;
    }

    /// <summary>null when connected, else the word for the console, for example <c>wifi-not-found</c>.</summary>
    internal string Reason { get; }

    /// <summary>IPv4 address, dotted, or null.</summary>
    internal string Address { get; }

    /// <summary>More about the reason for a person, or null.</summary>
    internal string Detail { get; }

    internal bool Ok
    {
        get { return Reason == null; }
    }

    internal static NetworkResult Connected(string address)
    {
        return new NetworkResult(null, address, null);
    }

    internal static NetworkResult Failed(string reason, string detail)
    {
        return new NetworkResult(reason, null, detail);
    }
}
