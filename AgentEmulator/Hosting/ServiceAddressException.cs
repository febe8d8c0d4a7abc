namespace AgentEmulator.Hosting;

/// <summary>A service cannot listen on its address: in use, not of this machine, or not allowed.</summary>
internal sealed class ServiceAddressException(string service, string address, Exception inner)
    : Exception($"the {service} cannot listen on {address}: {inner.Message}", inner)
{
    public string Service { get; } = service;

    public string Address { get; } = address;
}
