namespace AgentEmulator.Hosting;

/// <summary>URLs to listen on. Port 0 takes a free port; the defaults are loopback with free ports.</summary>
internal sealed record LiveEndpoints
{
    public string Cloud { get; init; } = "http://127.0.0.1:0";

    public string Agents { get; init; } = "http://127.0.0.1:0";

    public string Gateway { get; init; } = "http://127.0.0.1:0";

    /// <summary>
    /// Host name or address under which others reach the services; stands in for the host of the bound URL in agent
    /// URLs and <see cref="ServiceAddresses"/>. Needed when listening on 0.0.0.0. The default, null, leaves URLs as bound.
    /// </summary>
    public string? AdvertisedHost { get; init; }
}
