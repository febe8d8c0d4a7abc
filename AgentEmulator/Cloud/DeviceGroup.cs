namespace AgentEmulator.Cloud;

/// <summary>A Device Group; settings count from the next blessing on.</summary>
internal sealed class DeviceGroup(string name)
{
    private volatile bool _loadCodeAfterBlessing = true;

    public string Name { get; } = name;

    /// <summary>As in the API: the default is true.</summary>
    public bool LoadCodeAfterBlessing
    {
        get => _loadCodeAfterBlessing;
        set => _loadCodeAfterBlessing = value;
    }
}
