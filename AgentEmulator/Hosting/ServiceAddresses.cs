namespace AgentEmulator.Hosting;

/// <summary>Base addresses of the three services, without a trailing slash; set once they are bound.</summary>
internal sealed class ServiceAddresses
{
    private volatile string? _cloud;
    private volatile string? _agents;
    private volatile string? _gateway;

    public string Cloud { get => Get(_cloud); set => _cloud = value; }

    public string Agents { get => Get(_agents); set => _agents = value; }

    public string Gateway { get => Get(_gateway); set => _gateway = value; }

    private static string Get(string? address) =>
        address ?? throw new InvalidOperationException("the services are not bound yet");
}
